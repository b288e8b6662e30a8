package io.deepgrow.app.security;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who showed who they are, by every way but those that are open to all. What each may call
 * of the API is said there, by annotations; of the ways that have none, here.
 */
@ApplicationScoped
public class Admission {

  private static final Set<Role> WATCHING = EnumSet.of(Role.OPERATOR, Role.SERVICE);

  private static final String PROVIDER = "/sign-in/provider";

  private final boolean anonymous;
  private final boolean provider;
  private final WrongTokens wrong;

  Admission(
      DeepgrowConfig config,
      WrongTokens wrong,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean provider) {
    this.provider = provider;
    this.anonymous = config.security().allowAnonymous();
    this.wrong = wrong;
  }

  /** Whether nobody has to say who they are. */
  public boolean isAnonymous() {
    return anonymous;
  }

  /** Whether the site has an identity provider. */
  public boolean hasProvider() {
    return provider;
  }

  /** Whether a path is the one by which people sign in at the site's identity provider. */
  public boolean isForProvider(String path) {
    return provider && path.equals(PROVIDER);
  }

  /** Sends somebody to the site's identity provider, who sends them back. */
  public void sendToProvider(RoutingContext context) {
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    authenticator
        .sendChallenge(context)
        .subscribe()
        .with(
            sent -> {
              if (!context.response().ended()) {
                context.response().end();
              }
            },
            context::fail);
  }

  /** Why a request goes no further; empty when it does. */
  public Optional<NotAdmitted> check(RoutingContext context, String path) {
    Caller caller = Identities.caller(context);
    if (caller == null) {
      return Optional.of(unknown(context));
    }
    Set<Role> allowed = roles(path, context.request().method());
    if (allowed == null || caller.roles().stream().anyMatch(allowed::contains)) {
      return Optional.empty();
    }
    return Optional.of(
        new NotAdmitted(
            ErrorCode.FORBIDDEN, Forbidden.detail(allowed.stream().map(Enum::name), caller)));
  }

  private NotAdmitted unknown(RoutingContext context) {
    NotAdmitted refusal = Identities.refusal(context);
    if (refusal == null) {
      return new NotAdmitted(
          ErrorCode.UNAUTHENTICATED,
          "Sign in, or send Authorization: Bearer with an API key or the token");
    }
    return refusal.code() == ErrorCode.UNAUTHENTICATED
            && wrong.add(Identities.address(context.request()))
        ? new NotAdmitted(
            ErrorCode.TOO_MANY_GUESSES,
            "Too many wrong tokens came from your address; wait a minute")
        : refusal;
  }

  /** Who may go this way; null when its annotations say. */
  private static @Nullable Set<Role> roles(String path, HttpMethod method) {
    if (path.equals("/q/metrics") || path.startsWith("/q/metrics/")) {
      return WATCHING;
    }
    if (path.equals("/dicom-web") || path.startsWith("/dicom-web/")) {
      return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)
          ? EnumSet.of(Role.VIEWER)
          : EnumSet.of(Role.ANNOTATOR);
    }
    return null;
  }
}
