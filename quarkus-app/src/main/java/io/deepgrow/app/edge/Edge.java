package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.deepgrow.app.security.AccessGuard;
import io.deepgrow.app.viewer.ViewerPath;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the rules of the edge before everything else, in their order. */
@ApplicationScoped
public class Edge {

  // CrossOrigin answers preflights at 10 000
  private static final int FRAMING = 30_000;
  private static final int ORIGIN = 20_000;
  private static final int CALLER = 9_000;
  private static final int METHOD = 8_500;
  private static final int NO_BODY = 8_400;
  private static final int BODY = 8_000;
  private static final int ANSWER = 7_000;

  /** What an anonymous caller may post, in all. */
  private static final int OPEN_BODY = 4096;

  private static final Set<String> OPEN = Set.of("/auth", "/auth/token");

  private final AccessGuard guard;
  private final Origins origins;
  private final Bodies bodies;
  private final LargeAnswers answers;
  private final ManagementPort management;
  private final DeclaredMethods methods;

  Edge(
      AccessGuard guard,
      ClientConfig clients,
      EdgeConfig config,
      ManagementPort management,
      DeclaredMethods methods,
      Vertx vertx,
      @ConfigProperty(name = "deepgrow.archive.enabled", defaultValue = "false") boolean archive) {
    this.guard = guard;
    List<String> pages = clients.origins().orElse(List.of());
    this.origins = new Origins(config, guard.isAnonymous(), pages);
    this.bodies = new Bodies(vertx, config);
    this.answers = new LargeAnswers(config, archive);
    this.management = management;
    this.methods = methods;
  }

  void register(@Observes Filters filters) {
    filters.register(Edge::begin, FRAMING);
    filters.register(
        context ->
            refuseOrGoOn(
                context,
                management.is(context.request())
                    ? Optional.empty()
                    : origins.check(context.request())),
        ORIGIN);
    filters.register(context -> refuseOrGoOn(context, caller(context)), CALLER);
    filters.register(methods::handle, METHOD);
    filters.register(Edge::requireNoBody, NO_BODY);
    filters.register(bodies::handle, BODY);
    filters.register(answers::handle, ANSWER);
  }

  private static void begin(RoutingContext context) {
    if (Connections.takesNoMore(context.request())) {
      return;
    }
    SlowClient.requestBegins(context);
    AnswerHeaders.add(context);
    Framing.check(context.request())
        .ifPresentOrElse(refusal -> refusal.answerLast(context), context::next);
  }

  private static void requireNoBody(RoutingContext context) {
    Framing.checkBody(context.request())
        .ifPresentOrElse(refusal -> refusal.answerLast(context), context::next);
  }

  private static void refuseOrGoOn(RoutingContext context, Optional<Refusal> refusal) {
    refusal.ifPresentOrElse(r -> r.answer(context), context::next);
  }

  /** Who may not call is told so before a byte of the body is read. */
  private Optional<Refusal> caller(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = ClientPaths.plain(context.normalizedPath());
    if (path.startsWith("/q/") && management.isElsewhere(request)) {
      return Optional.of(
          new Refusal(ErrorCode.NOT_FOUND, "Health, metrics and OpenAPI have a port of their own"));
    }
    if (isTryingPage(path) && (!guard.isAnonymous() || management.is(request))) {
      return Optional.of(
          new Refusal(
              ErrorCode.NOT_FOUND,
              "The page to try the API is only where nobody has to sign in, and on the API's own"
                  + " port; /q/openapi has the document"));
    }
    if (management.is(request)) {
      return Optional.empty();
    }
    if (isOpen(path)) {
      return guard.isAnonymous() ? Optional.empty() : openBody(request);
    }
    String sender =
        request.remoteAddress() == null
            ? ""
            : String.valueOf(request.remoteAddress().hostAddress());
    return switch (guard.verdict(request.getHeader(HttpHeaders.AUTHORIZATION), sender)) {
      case ADMITTED -> Optional.empty();
      case UNKNOWN ->
          Optional.of(
              new Refusal(ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with the token"));
      case GUESSING ->
          Optional.of(
              new Refusal(
                  ErrorCode.TOO_MANY_GUESSES,
                  "Too many wrong tokens came from your address; wait a minute"));
    };
  }

  /** A browser sends no token with it, and on a port of its own it would call that port. */
  private static boolean isTryingPage(String path) {
    return path.equals("/q/swagger-ui") || path.startsWith("/q/swagger-ui/");
  }

  private static boolean isOpen(String path) {
    return ViewerPath.of(path) != ViewerPath.API
        || OPEN.contains(path)
        || path.equals("/q/health")
        || path.startsWith("/q/health/");
  }

  private static Optional<Refusal> openBody(HttpServerRequest request) {
    if (!Framing.hasBody(request)) {
      return Optional.empty();
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && Long.parseLong(length) <= OPEN_BODY
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ErrorCode.UPLOAD_TOO_LARGE,
                "Without a token a body has a Content-Length of at most " + OPEN_BODY + " bytes"));
  }
}
