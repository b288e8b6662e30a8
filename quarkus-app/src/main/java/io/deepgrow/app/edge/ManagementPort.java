package io.deepgrow.app.edge;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Health, metrics and OpenAPI on a port of their own, when one is set: without a token, for those
 * who watch the service, and then on no other port.
 */
@ApplicationScoped
class ManagementPort {

  private final EdgeConfig config;
  private final Vertx vertx;
  private @Nullable Router router;
  private @Nullable HttpServer server;

  ManagementPort(EdgeConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
  }

  void routes(@Observes Router all) {
    router = all;
  }

  /** Opens before the service waits for its schema, so that who watches it hears that it does. */
  void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 2) StartupEvent event) {
    Router all = router;
    if (config.managementPort().isEmpty() || all == null) {
      return;
    }
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.managementHost())
            .setPort(config.managementPort().getAsInt())
            .setHttp2ClearTextEnabled(false);
    try {
      server =
          vertx
              .createHttpServer(options)
              .requestHandler(request -> pass(request, all))
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw new ConfigurationException(
          "deepgrow.http.management-port "
              + options.getPort()
              + " can't be opened: "
              + e.getCause());
    }
  }

  private static void pass(HttpServerRequest request, Router all) {
    String path = request.path();
    if (path != null && path.startsWith("/q/")) {
      all.handle(request);
    } else {
      request.response().setStatusCode(404).end();
    }
  }

  /** The open port; 0 when there is none. */
  int port() {
    HttpServer open = server;
    return open == null ? 0 : open.actualPort();
  }

  /** Whether a request came by this port. */
  boolean is(HttpServerRequest request) {
    HttpServer open = server;
    return open != null
        && request.localAddress() != null
        && request.localAddress().port() == open.actualPort();
  }

  /** Whether this port is open and a request came by another. */
  boolean isElsewhere(HttpServerRequest request) {
    return server != null && !is(request);
  }

  @PreDestroy
  void close() {
    HttpServer open = server;
    if (open != null) {
      open.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
