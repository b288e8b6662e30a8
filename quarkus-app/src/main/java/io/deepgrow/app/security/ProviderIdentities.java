package io.deepgrow.app.security;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.account.CallerLookup;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller of whom the site's identity provider knows: what its tokens call roles are groups
 * here, and each group has the roles that an admin gave it. No token gives a role by itself.
 */
@ApplicationScoped
class ProviderIdentities implements SecurityIdentityAugmentor {

  private final CallerLookup lookup;

  ProviderIdentities(CallerLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    if (request != null && identity.isAnonymous()) {
      return Uni.createFrom().item(Identities.unknown(identity, request.request()));
    }
    if (request == null
        || identity.getAttribute(CurrentCaller.CALLER) != null
        || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    return context.runBlocking(() -> of(token, identity, request));
  }

  private SecurityIdentity of(
      JsonWebToken token, SecurityIdentity identity, RoutingContext request) {
    Optional<Caller> caller =
        lookup.byProvider(
            token.getIssuer(),
            token.getSubject(),
            Optional.ofNullable(token.getName()).orElse(""),
            text(token.getClaim("name")),
            identity.getRoles());
    return caller
        .map(known -> Identities.of(known, request.request()))
        .orElseGet(
            () ->
                Identities.refused(
                    new NotAdmitted(
                        ErrorCode.FORBIDDEN, "This account is locked; an admin can unlock it"),
                    request.request()));
  }

  private static String text(@Nullable Object claim) {
    return claim == null ? "" : claim.toString();
  }
}
