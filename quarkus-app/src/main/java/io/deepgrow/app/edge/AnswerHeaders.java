package io.deepgrow.app.edge;

import io.deepgrow.app.viewer.ViewerPath;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Headers that every answer carries unless its maker set them: who may keep, frame or guess it. */
final class AnswerHeaders {

  private static final String NO_SNIFF = "X-Content-Type-Options";
  private static final String TRANSPORT = "Strict-Transport-Security";

  private AnswerHeaders() {}

  static void add(RoutingContext context) {
    boolean api = ViewerPath.of(context.normalizedPath()) == ViewerPath.API;
    boolean secure = context.request().isSSL();
    context.addHeadersEndHandler(
        end -> {
          MultiMap headers = context.response().headers();
          putIfAbsent(headers, NO_SNIFF, "nosniff");
          String type = headers.get(HttpHeaders.CONTENT_TYPE);
          if (type != null && type.indexOf(';') >= 0) {
            headers.set(HttpHeaders.CONTENT_TYPE, TextTypes.plain(type));
          }
          if (secure) {
            putIfAbsent(headers, TRANSPORT, "max-age=31536000");
          }
          if (api) {
            putIfAbsent(headers, HttpHeaders.CACHE_CONTROL.toString(), "no-store");
            putIfAbsent(headers, "X-Frame-Options", "DENY");
          }
        });
  }

  private static void putIfAbsent(MultiMap headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
