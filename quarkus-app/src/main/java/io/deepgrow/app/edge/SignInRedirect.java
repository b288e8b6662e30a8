package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.viewer.BasePath;
import io.deepgrow.app.viewer.ViewerConfig;
import io.deepgrow.app.viewer.ViewerPath;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends people who open a page to where they sign in, and programs not. */
@ApplicationScoped
class SignInRedirect {

  private final ViewerConfig config;

  SignInRedirect(ViewerConfig config) {
    this.config = config;
  }

  /** Whether a refused request is a person's who opens a page. */
  static boolean applies(RoutingContext context, ErrorCode why) {
    String path = context.normalizedPath();
    boolean page =
        ViewerPath.of(path) == ViewerPath.PAGE
            || path.equals("/console")
            || path.startsWith("/console/");
    return why == ErrorCode.UNAUTHENTICATED
        && page
        && HttpMethod.GET.equals(context.request().method());
  }

  void send(RoutingContext context) {
    send(context, "?to=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8));
  }

  /** Sends somebody where they sign in without the site's identity provider. */
  void sayProviderAway(RoutingContext context) {
    send(context, "?away=true");
  }

  private void send(RoutingContext context, String query) {
    context
        .response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, BasePath.of(config).value() + "sign-in" + query)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }
}
