package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import io.deepgrow.app.security.AccessGuard;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The PACS at {@code /dicom-web}, for viewers, when the embedded archive is off. */
@ApplicationScoped
class DicomWebRoutes {

  private static final String ROOT = "/dicom-web";

  private final PacsProxy proxy;
  private final AccessGuard guard;
  private final boolean on;

  DicomWebRoutes(
      PacsProxy proxy,
      AccessGuard guard,
      DeepgrowConfig config,
      @ConfigProperty(name = "deepgrow.archive.enabled", defaultValue = "false") boolean archive) {
    this.proxy = proxy;
    this.guard = guard;
    this.on = !archive && config.pacs().url().isPresent();
  }

  void add(@Observes Router router) {
    if (on) {
      router.route(ROOT + "/*").order(0).handler(this::handle);
    }
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath().substring(ROOT.length());
    if (!guard.admits(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      problem(context, ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with the token");
    } else if (ViewerCalls.allowed(request.method(), path)) {
      proxy.pass(context, path, request.scheme() + "://" + request.authority() + ROOT);
    } else {
      problem(context, ErrorCode.NOT_FOUND, "This DICOMweb call does not pass through");
    }
  }

  static void problem(RoutingContext context, ErrorCode code, String detail) {
    if (context.response().headWritten()) {
      context.response().reset();
      return;
    }
    JsonObject body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", code.name())
            .put("status", code.status())
            .put("detail", detail)
            .put("code", code.code());
    context
        .response()
        .setStatusCode(code.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(body.encode());
  }
}
