package io.deepgrow.app.edge;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Role;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.deepgrow.app.security.Admission;
import io.deepgrow.app.security.Identities;
import io.deepgrow.app.security.NotAdmitted;
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
  private static final int CLOSED = 9_000;
  // the framework finds out at 200 who is calling
  private static final int CALLER = 190;
  private static final int METHOD = 180;
  private static final int BODY = 160;
  private static final int ANSWER = 150;

  /** What an anonymous caller may post, in all. */
  private static final int OPEN_BODY = 4096;

  private static final Set<String> OPEN =
      Set.of("/auth", "/auth/token", "/sign-in", "/sign-in/link", "/setup");

  /** Whoever calls here shows by a signature who they are. */
  private static final String SIGNED_CALLS = "/api/v1/routing/hooks/";

  private final Role role;
  private final Admission admission;
  private final Origins origins;
  private final Bodies bodies;
  private final LargeAnswers answers;
  private final ManagementPort management;
  private final DeclaredMethods methods;
  private final SignInRedirect redirect;
  private final CallerRates rates;

  Edge(
      Admission admission,
      ClientConfig clients,
      EdgeConfig config,
      DeepgrowConfig all,
      ManagementPort management,
      DeclaredMethods methods,
      SignInRedirect redirect,
      Vertx vertx,
      @ConfigProperty(name = "deepgrow.archive.enabled", defaultValue = "false") boolean archive) {
    this.role = all.role();
    this.admission = admission;
    List<String> pages = clients.origins().orElse(List.of());
    this.origins = new Origins(config, admission.isAnonymous(), pages);
    this.bodies = new Bodies(vertx, config);
    this.answers = new LargeAnswers(config, archive);
    this.management = management;
    this.methods = methods;
    this.redirect = redirect;
    this.rates = new CallerRates(config, System::nanoTime);
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
    filters.register(context -> refuseOrGoOn(context, closed(context)), CLOSED);
    filters.register(this::admit, CALLER);
    filters.register(methods::handle, METHOD);
    filters.register(this::takeBody, BODY);
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

  private void takeBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (Framing.mayRepeatALength(request) && ClientPaths.isClientRoute(context.normalizedPath())) {
      // MONAI Label's client sends the length of its last body with every later request
      Connections.takeNoMore(request);
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      context.addEndHandler(end -> request.connection().close());
      context.next();
      return;
    }
    Framing.checkBody(request)
        .ifPresentOrElse(refusal -> refusal.answerLast(context), () -> bodies.handle(context));
  }

  private static void refuseOrGoOn(RoutingContext context, Optional<Refusal> refusal) {
    refusal.ifPresentOrElse(r -> r.answer(context), context::next);
  }

  /** What is not there for anybody. */
  private Optional<Refusal> closed(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = ClientPaths.plain(context.normalizedPath());
    if (!role.answersCallers() && !isWatched(path)) {
      return Optional.of(
          new Refusal(
              ErrorCode.NOT_SERVED,
              "This process works in the background and answers /q/health and /q/metrics only; call"
                  + " one whose deepgrow.role is api or all"));
    }
    if (path.startsWith("/q/") && management.isElsewhere(request)) {
      return Optional.of(
          new Refusal(ErrorCode.NOT_FOUND, "Health, metrics and OpenAPI have a port of their own"));
    }
    if (isTryingPage(path) && (!admission.isAnonymous() || management.is(request))) {
      return Optional.of(
          new Refusal(
              ErrorCode.NOT_FOUND,
              "The page to try the API is only where nobody has to sign in, and on the API's own"
                  + " port; /q/openapi has the document"));
    }
    return Optional.empty();
  }

  private static boolean isWatched(String path) {
    return path.equals("/q/metrics") || path.equals("/q/health") || path.startsWith("/q/health/");
  }

  /** Who may not call is told so before a byte of the body is read. */
  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (management.is(request)) {
      context.next();
      return;
    }
    String path = ClientPaths.plain(context.normalizedPath());
    if (isOpen(path)) {
      refuseOrGoOn(context, admission.isAnonymous() ? Optional.empty() : openBody(request));
      return;
    }
    Optional<NotAdmitted> why = admission.check(context, path);
    if (why.isPresent() && admission.isForProvider(path)) {
      admission.sendToProvider(context);
      return;
    }
    if (why.isPresent() && SignInRedirect.applies(context, why.get().code())) {
      redirect.send(context);
    } else {
      refuseOrGoOn(
          context,
          why.map(w -> new Refusal(w.code(), w.detail())).or(() -> tooMany(context, path)));
    }
  }

  private Optional<Refusal> tooMany(RoutingContext context, String path) {
    HttpServerRequest request = context.request();
    return CallerRates.cost(request.method(), path)
        .filter(cost -> !rates.take(Identities.key(context), cost))
        .map(
            cost ->
                new Refusal(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "More requests of this kind came from you than one caller may send; go on"
                        + " more slowly"));
  }

  /** A browser sends no token with it, and on a port of its own it would call that port. */
  private static boolean isTryingPage(String path) {
    return path.equals("/q/swagger-ui") || path.startsWith("/q/swagger-ui/");
  }

  private static boolean isOpen(String path) {
    return ViewerPath.of(path) == ViewerPath.ASSET
        || OPEN.contains(path)
        || path.startsWith("/console/assets/")
        || path.startsWith(SIGNED_CALLS)
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
