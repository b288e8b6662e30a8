package io.deepgrow.app.compat.protocol;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Lets web pages of configured origins call (CORS). Preflights are answered here, before anybody
 * asks who is calling; errors carry the headers too.
 */
@ApplicationScoped
public class CrossOrigin {

  private static final int BEFORE_ALL = 10_000;
  private static final String METHODS = "GET, POST, PUT, DELETE, HEAD, OPTIONS";

  private final List<String> origins;

  CrossOrigin(ClientConfig config) {
    this.origins = config.origins().orElse(List.of());
  }

  void register(@Observes Filters filters) {
    if (!origins.isEmpty()) {
      filters.register(this::answer, BEFORE_ALL);
    }
  }

  private void answer(RoutingContext context) {
    String origin = context.request().getHeader("Origin");
    if (origin == null || !(origins.contains("*") || origins.contains(origin))) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", "Content-Disposition, Server-Timing")
        .putHeader("Vary", "Origin");
    String asked = context.request().getHeader("Access-Control-Request-Method");
    if (context.request().method().equals(HttpMethod.OPTIONS) && asked != null) {
      String headers = context.request().getHeader("Access-Control-Request-Headers");
      response.putHeader("Access-Control-Allow-Methods", METHODS);
      if (headers != null) {
        response.putHeader("Access-Control-Allow-Headers", headers);
      }
      response.setStatusCode(200).end();
      return;
    }
    context.next();
  }
}
