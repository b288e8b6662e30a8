package io.deepgrow.app.security;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to show who sends it.
 *
 * @param kind how it is sent
 * @param secret the token or key
 */
record Credential(Kind kind, String secret) {

  /** How a credential is sent. */
  enum Kind {
    /** {@code Authorization: Bearer} or {@code X-API-Key}. */
    BEARER,
    /** The password of HTTP Basic, for clients that know nothing else. */
    BASIC,
    /** The cookie of somebody who signed in. */
    COOKIE
  }

  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  /** What a request brings; a header comes before a cookie. */
  static Optional<Credential> of(HttpServerRequest request) {
    String key = request.getHeader("X-API-Key");
    if (key != null) {
      return Optional.of(new Credential(Kind.BEARER, key.strip()));
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return Optional.of(ofHeader(header));
    }
    return Optional.ofNullable(cookie(request))
        .map(cookie -> new Credential(Kind.COOKIE, cookie.getValue()));
  }

  private static @Nullable Cookie cookie(HttpServerRequest request) {
    Cookie secure = request.getCookie(SignInCookie.SECURE);
    return secure == null ? request.getCookie(SignInCookie.PLAIN) : secure;
  }

  private static Credential ofHeader(String header) {
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Credential(Kind.BEARER, header.substring(BEARER.length()).strip());
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return new Credential(Kind.BASIC, password(header.substring(BASIC.length()).strip()));
    }
    return new Credential(Kind.BASIC, "");
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
