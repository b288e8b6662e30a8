package io.deepgrow.app.security;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the framework's identity of a caller, and finds the caller in it. */
public final class Identities {

  private static final String REFUSED = "deepgrow.refused";

  private Identities() {}

  static SecurityIdentity of(Caller caller, HttpServerRequest request) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.name()))
        .addRoles(caller.roles().stream().map(Enum::name).collect(Collectors.toSet()))
        .addAttribute(CurrentCaller.CALLER, caller)
        .addAttribute(CurrentCaller.ORIGIN, origin(request))
        .build();
  }

  /** The identity of who brought something that opens nothing. */
  static SecurityIdentity refused(NotAdmitted why, HttpServerRequest request) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("refused"))
        .addAttribute(REFUSED, why)
        .addAttribute(CurrentCaller.ORIGIN, origin(request))
        .build();
  }

  /** The identity of who has not said who they are, with where they call from. */
  static SecurityIdentity unknown(SecurityIdentity anonymous, HttpServerRequest request) {
    return QuarkusSecurityIdentity.builder(anonymous)
        .addAttribute(CurrentCaller.ORIGIN, origin(request))
        .build();
  }

  private static CurrentCaller.Origin origin(HttpServerRequest request) {
    return new CurrentCaller.Origin(address(request), UUID.randomUUID().toString());
  }

  /** From where a request comes; empty when that is not known any more. */
  public static String address(HttpServerRequest request) {
    return request.remoteAddress() == null
        ? ""
        : String.valueOf(request.remoteAddress().hostAddress());
  }

  private static @Nullable SecurityIdentity identity(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user ? user.getSecurityIdentity() : null;
  }

  /** Who sends a request; null when nobody said. */
  public static @Nullable Caller caller(RoutingContext context) {
    SecurityIdentity identity = identity(context);
    return identity == null ? null : identity.getAttribute(CurrentCaller.CALLER);
  }

  /** From where a request came, with its id; as nowhere when that is not known. */
  public static CurrentCaller.Origin from(RoutingContext context) {
    SecurityIdentity identity = identity(context);
    CurrentCaller.Origin origin =
        identity == null ? null : identity.getAttribute(CurrentCaller.ORIGIN);
    return origin == null ? origin(context.request()) : origin;
  }

  /** By what requests of one caller are counted: the account, or the address of who has none. */
  public static String key(RoutingContext context) {
    Caller caller = caller(context);
    return caller == null || caller.id() == null
        ? address(context.request())
        : caller.id().toString();
  }

  /** Why what a request brought opens nothing; null when it brought nothing such. */
  static @Nullable NotAdmitted refusal(RoutingContext context) {
    SecurityIdentity identity = identity(context);
    return identity == null ? null : identity.getAttribute(REFUSED);
  }
}
