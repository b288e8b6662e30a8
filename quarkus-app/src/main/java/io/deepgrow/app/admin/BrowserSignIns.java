package io.deepgrow.app.admin;

import io.deepgrow.app.edge.EdgeConfig;
import io.deepgrow.app.security.SignInCookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

/** The cookies that begin and end a sign-in, for the way in which a browser sees the service. */
@ApplicationScoped
public class BrowserSignIns {

  private final EdgeConfig edge;

  BrowserSignIns(EdgeConfig edge) {
    this.edge = edge;
  }

  /** The cookie of a new sign-in. */
  public NewCookie begun(String token, HttpServerRequest request) {
    return SignInCookie.of(token, isSecure(request));
  }

  /** The cookie that takes the place of one that has ended. */
  public NewCookie ended(HttpServerRequest request) {
    return SignInCookie.none(isSecure(request));
  }

  private boolean isSecure(HttpServerRequest request) {
    return request.isSSL()
        || edge.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
  }
}
