package io.deepgrow.app.pacs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A PACS that knows only the newest token of the endpoint beside it. */
public final class TokenPacs implements QuarkusTestResourceLifecycleManager {

  /** Tokens given so far. */
  static final AtomicInteger GIVEN = new AtomicInteger();

  /** The one that is good; raising it revokes the others. */
  static final AtomicInteger GOOD = new AtomicInteger(1);

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/token",
        exchange -> {
          String token =
              "{\"access_token\":\"t" + GIVEN.incrementAndGet() + "\",\"expires_in\":300}";
          send(exchange, 200, "application/json", token);
        });
    server.createContext(
        "/pacs",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          boolean good = ("Bearer t" + GOOD.get()).equals(sent);
          exchange.getRequestBody().readAllBytes();
          send(exchange, good ? 200 : 401, "application/dicom+json", good ? "[]" : "{}");
        });
    server.start();
    String root = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "deepgrow.pacs.url",
        root + "/pacs",
        "deepgrow.pacs.oauth.token-url",
        root + "/token",
        "deepgrow.pacs.oauth.client-id",
        "id",
        "deepgrow.pacs.oauth.client-secret",
        "secret");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
