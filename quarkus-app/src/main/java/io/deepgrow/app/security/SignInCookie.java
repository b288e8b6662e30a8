package io.deepgrow.app.security;

import jakarta.ws.rs.core.NewCookie;

/** The cookie of who signed in: no script reads it, and no page elsewhere makes it be sent. */
public final class SignInCookie {

  /** Its name where there is TLS: browsers take one of that name from nobody else. */
  static final String SECURE = "__Host-deepgrow";

  /** Its name where there is none. */
  static final String PLAIN = "deepgrow";

  private SignInCookie() {}

  /**
   * The cookie that begins a sign-in.
   *
   * @param secure whether the browser sees the service by https
   */
  public static NewCookie of(String token, boolean secure) {
    return cookie(token, secure, NewCookie.DEFAULT_MAX_AGE);
  }

  /** The cookie that ends one. */
  public static NewCookie none(boolean secure) {
    return cookie("", secure, 0);
  }

  private static NewCookie cookie(String value, boolean secure, int age) {
    return new NewCookie.Builder(secure ? SECURE : PLAIN)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(age)
        .build();
  }

  /** The token that a browser sent, of either name. */
  public static String in(jakarta.ws.rs.core.HttpHeaders headers) {
    jakarta.ws.rs.core.Cookie secure = headers.getCookies().get(SECURE);
    jakarta.ws.rs.core.Cookie plain = headers.getCookies().get(PLAIN);
    jakarta.ws.rs.core.Cookie found = secure == null ? plain : secure;
    return found == null ? "" : found.getValue();
  }
}
