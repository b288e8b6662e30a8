package io.deepgrow.app.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An OpenID Connect provider that knows one person and signs them in without asking. */
public final class ProviderStub implements QuarkusTestResourceLifecycleManager {

  static final String CLIENT = "deepgrow-pacs";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static volatile ProviderStub running = new ProviderStub();

  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private volatile String current = "";
  private volatile HttpServer server;

  static ProviderStub running() {
    return running;
  }

  @Override
  public Map<String, String> start() {
    running = this;
    try {
      rotate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.oidc.tenant-enabled", "true",
        "quarkus.oidc.auth-server-url", issuer(),
        "quarkus.oidc.client-id", CLIENT,
        "quarkus.oidc.credentials.secret", "a secret of the client of some length",
        "quarkus.oidc.roles.role-claim-path", "groups",
        "quarkus.oidc.token.audience", CLIENT,
        "quarkus.oidc.token-state-manager.encryption-secret", "0123456789abcdef0123456789abcdef");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
  }

  /** Signs with a new key from now on; the old one is published no more. */
  void rotate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      current = UUID.randomUUID().toString();
      keys.clear();
      keys.put(current, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a good token. */
  Map<String, Object> claims(String subject, String... groups) {
    Instant now = Instant.now();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer());
    claims.put("sub", subject);
    claims.put("aud", CLIENT);
    claims.put("iat", now.getEpochSecond() - 5);
    claims.put("exp", now.getEpochSecond() + 300);
    claims.put("preferred_username", subject);
    claims.put("name", "Name of " + subject);
    claims.put("groups", List.of(groups));
    return claims;
  }

  String token(Map<String, Object> claims) {
    return token(claims, Map.of("alg", "RS256", "kid", current, "typ", "JWT"));
  }

  /** A token with a header of one's own; signed by the present key unless it says {@code none}. */
  String token(Map<String, Object> claims, Map<String, Object> header) {
    try {
      String text = part(header) + "." + part(claims);
      if ("none".equals(header.get("alg"))) {
        return text + ".";
      }
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.get(current).getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, Object> json) {
    try {
      return base64(JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/realm/.well-known/openid-configuration" ->
          json(
              exchange,
              Map.of(
                  "issuer", issuer(),
                  "authorization_endpoint", issuer() + "/authorize",
                  "token_endpoint", issuer() + "/token",
                  "jwks_uri", issuer() + "/keys",
                  "end_session_endpoint", issuer() + "/logout"));
      case "/realm/keys" -> json(exchange, Map.of("keys", List.of(key())));
      case "/realm/authorize" -> authorize(exchange);
      case "/realm/token" -> tokens(exchange);
      default -> {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
      }
    }
  }

  private Map<String, Object> key() {
    RSAPublicKey key = (RSAPublicKey) keys.get(current).getPublic();
    return Map.of(
        "kty",
        "RSA",
        "kid",
        current,
        "alg",
        "RS256",
        "use",
        "sig",
        "n",
        base64(unsigned(key.getModulus().toByteArray())),
        "e",
        base64(unsigned(key.getPublicExponent().toByteArray())));
  }

  private static byte[] unsigned(byte[] bytes) {
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Nobody is asked: the browser goes back at once. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    nonces.put(code, query.getOrDefault("code_challenge", ""));
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void tokens(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = form(body);
    boolean challenged = !nonces.getOrDefault(form.get("code"), "").isEmpty();
    if (!challenged || form.getOrDefault("code_verifier", "").isEmpty()) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    String token = token(claims("browser-person", "ct-annotators"));
    json(
        exchange,
        Map.of(
            "access_token",
            token,
            "id_token",
            token,
            "refresh_token",
            "refresh",
            "token_type",
            "Bearer",
            "expires_in",
            300));
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (a, b) -> b));
  }

  private static void json(HttpExchange exchange, Map<String, Object> json) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
