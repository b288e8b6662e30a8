package io.deepgrow.app.viewer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Serves the viewer at the root, before everything else but never in place of the API. */
@ApplicationScoped
class ViewerRoutes {

  /** After it is known who is calling, before everything that answers. */
  private static final int FIRST = -100;

  private static final String NOT_BUILT =
      "<!doctype html><title>deepgrow-pacs</title><p>The viewer is not part of this build: build"
          + " with node 20 or newer and npm. The API is there: <a href=\"/q/openapi\">its"
          + " description</a>.";

  private final ViewerAnswers answers;
  private final ViewerConfig config;

  ViewerRoutes(ViewerAnswers answers, ViewerConfig config) {
    this.answers = answers;
    this.config = config;
  }

  void add(@Observes Router router) {
    if (config.enabled()) {
      router
          .route()
          .order(FIRST)
          .method(HttpMethod.GET)
          .method(HttpMethod.HEAD)
          .handler(this::handle);
    }
  }

  private void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (ViewerPath.of(path) == ViewerPath.API) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response.putHeader("Content-Security-Policy", answers.policy());
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Referrer-Policy", "same-origin");
    context
        .vertx()
        .executeBlocking(() -> answers.find(path), false)
        .onSuccess(found -> send(context, found))
        .onFailure(context::fail);
  }

  private void send(RoutingContext context, Optional<ViewerAnswers.Sent> found) {
    HttpServerResponse response = context.response();
    if (found.isEmpty()) {
      if (ViewerPath.of(context.normalizedPath()) == ViewerPath.PAGE) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8").end(NOT_BUILT);
      } else {
        response.setStatusCode(404).end();
      }
      return;
    }
    ViewerAnswers.Sent sent = found.get();
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, sent.file().cacheControl())
        .putHeader(HttpHeaders.ETAG, sent.etag());
    if (sent.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, sent.file().contentType());
    if (sent.gzip()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(sent.bytes().length())).end();
    } else {
      SharedBody.send(sent.bytes(), response, context.vertx().getOrCreateContext());
    }
  }
}
