package io.deepgrow.app.security;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Says to those who may not do a thing who may. */
final class Forbidden {

  private final CurrentCaller callers;

  Forbidden(CurrentCaller callers) {
    this.callers = callers;
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, @Context SimpleResourceInfo resource) {
    return Problem.of(ErrorCode.FORBIDDEN, detail(Arrays.stream(allowed(resource)), callers.get()))
        .build();
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException e) {
    return Problem.of(
            ErrorCode.UNAUTHENTICATED,
            "Sign in, or send Authorization: Bearer with an API key or the token")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  static String detail(Stream<String> allowed, Caller caller) {
    String needed = allowed.sorted().collect(Collectors.joining(" or "));
    String has = caller.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    boolean key = caller.kind() == Caller.Kind.PROGRAM;
    return "This needs the role "
        + needed
        + "; "
        + (key ? "the key used, of " + caller.name() + "," : caller.name())
        + " has "
        + (has.isEmpty() ? "no role" : has)
        + (key ? ". Make a key with that role, if the account has it" : ". An admin gives roles");
  }

  private static String[] allowed(SimpleResourceInfo resource) {
    RolesAllowed roles = null;
    try {
      roles =
          resource
              .getResourceClass()
              .getMethod(resource.getMethodName(), resource.parameterTypes())
              .getAnnotation(RolesAllowed.class);
    } catch (NoSuchMethodException e) {
      // that of the class holds
    }
    if (roles == null) {
      roles = resource.getResourceClass().getAnnotation(RolesAllowed.class);
    }
    return roles == null ? new String[] {"ADMIN"} : roles.value();
  }
}
