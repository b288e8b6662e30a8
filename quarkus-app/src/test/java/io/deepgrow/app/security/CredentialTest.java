package io.deepgrow.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialTest {

  /** A request that has some headers and cookies and nothing else. */
  private static HttpServerRequest request(
      Map<String, String> headers, Map<String, String> cookies) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            CredentialTest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> headers.get(arguments[0].toString());
                  case "getCookie" ->
                      cookies.containsKey(arguments[0])
                          ? Cookie.cookie((String) arguments[0], cookies.get(arguments[0]))
                          : null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Optional<Credential> header(String name, String value) {
    return Credential.of(request(Map.of(name, value), Map.of("deepgrow", "cookie")));
  }

  @ParameterizedTest
  @CsvSource({"Bearer abc, abc", "bearer abc, abc", "'BEARER  abc ', abc", "'Bearer ', ''"})
  void aBearerTokenIsWhatFollows(String value, String token) {
    assertThat(header("authorization", value))
        .contains(new Credential(Credential.Kind.BEARER, token));
  }

  @Test
  void aKeyHasAHeaderOfItsOwn() {
    assertThat(header("X-API-Key", " dgk_1_2 "))
        .contains(new Credential(Credential.Kind.BEARER, "dgk_1_2"));
  }

  @Test
  void thePasswordOfBasicIsAllAfterTheFirstColon() {
    String pair = Base64.getEncoder().encodeToString("any:a:b".getBytes(StandardCharsets.UTF_8));

    assertThat(header("authorization", "Basic " + pair))
        .contains(new Credential(Credential.Kind.BASIC, "a:b"));
  }

  @ParameterizedTest
  @CsvSource({"Basic %%%", "Digest x", "Bearer", "''"})
  void whatIsNoneOpensNothingAndHidesTheCookie(String value) {
    assertThat(header("authorization", value)).contains(new Credential(Credential.Kind.BASIC, ""));
  }

  @Test
  void withoutAHeaderTheCookieCountsTheSecureOneFirst() {
    assertThat(Credential.of(request(Map.of(), Map.of("deepgrow", "plain"))))
        .contains(new Credential(Credential.Kind.COOKIE, "plain"));
    assertThat(
            Credential.of(
                request(Map.of(), Map.of("deepgrow", "plain", "__Host-deepgrow", "secure"))))
        .contains(new Credential(Credential.Kind.COOKIE, "secure"));
    assertThat(Credential.of(request(Map.of(), Map.of()))).isEmpty();
  }
}
