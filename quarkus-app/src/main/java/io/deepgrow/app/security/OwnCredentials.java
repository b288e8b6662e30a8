package io.deepgrow.app.security;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Outage;
import io.deepgrow.app.account.CallerLookup;
import io.deepgrow.app.account.RefusedKeyException;
import io.deepgrow.app.caller.Caller;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by what we gave them: the cookie of a sign-in, an API key, the configured token.
 * Any other bearer token is left to the site's identity provider, where there is one.
 */
@ApplicationScoped
class OwnCredentials implements HttpAuthenticationMechanism {

  /** Before the identity provider, which would refuse our keys. */
  private static final int FIRST = 3000;

  private static final NotAdmitted UNKNOWN =
      new NotAdmitted(
          ErrorCode.UNAUTHENTICATED, "This token or key is not known here; it may be mistyped");

  private final CallerLookup lookup;
  private final ConfiguredToken token;
  private final boolean anonymous;
  private final boolean provider;

  OwnCredentials(
      CallerLookup lookup,
      ConfiguredToken token,
      DeepgrowConfig config,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean provider) {
    this.lookup = lookup;
    this.token = token;
    this.anonymous = config.security().allowAnonymous();
    this.provider = provider;
  }

  @Override
  public int getPriority() {
    return FIRST;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager all) {
    HttpServerRequest request = context.request();
    Optional<Credential> given = Credential.of(request);
    if (given.isEmpty()) {
      return Uni.createFrom().item(anonymous ? Identities.of(Caller.ANYONE, request) : null);
    }
    Credential credential = given.get();
    if (isForProvider(credential)) {
      return Uni.createFrom().nullItem();
    }
    Caller known = atOnce(credential);
    if (known != null) {
      return Uni.createFrom().item(Identities.of(known, request));
    }
    return Uni.createFrom()
        .completionStage(
            () ->
                context
                    .vertx()
                    .executeBlocking(() -> find(credential, request), false)
                    .toCompletionStage());
  }

  private boolean isForProvider(Credential credential) {
    return provider
        && credential.kind() == Credential.Kind.BEARER
        && !CallerLookup.isKey(credential.secret())
        && !token.is(credential.secret());
  }

  private @Nullable Caller atOnce(Credential credential) {
    if (credential.kind() != Credential.Kind.COOKIE && token.is(credential.secret())) {
      return Caller.TOKEN;
    }
    return lookup.known(credential.secret());
  }

  private @Nullable SecurityIdentity find(Credential credential, HttpServerRequest request) {
    try {
      Optional<Caller> caller =
          credential.kind() == Credential.Kind.COOKIE
              ? lookup.signedIn(credential.secret())
              : lookup.byKey(credential.secret());
      if (caller.isPresent()) {
        return Identities.of(caller.get(), request);
      }
    } catch (RefusedKeyException e) {
      return Identities.refused(
          new NotAdmitted(
              ErrorCode.UNAUTHENTICATED,
              "The key " + e.id() + " is " + e.getMessage() + "; ask for a new one"),
          request);
    } catch (RuntimeException e) {
      ErrorCode code = Outage.of(e).orElseThrow(() -> e);
      return Identities.refused(
          new NotAdmitted(code, "The database does not answer; send the request again"), request);
    }
    if (anonymous) {
      return Identities.of(Caller.ANYONE, request);
    }
    return credential.kind() == Credential.Kind.COOKIE
        ? null
        : Identities.refused(UNKNOWN, request);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    return Uni.createFrom().item(false);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.OTHER_HEADER, "X-API-Key", "deepgrow"));
  }
}
