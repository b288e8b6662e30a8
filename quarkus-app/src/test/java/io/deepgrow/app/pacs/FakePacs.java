package io.deepgrow.app.pacs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A PACS behind Basic authentication that answers a few calls, one of them never. */
public final class FakePacs implements QuarkusTestResourceLifecycleManager {

  static final int LARGE = 5_000_000;

  private static final String EXPECTED =
      "Basic " + Base64.getEncoder().encodeToString("u:p".getBytes(StandardCharsets.UTF_8));

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.createContext("/pacs", this::answer);
    server.start();
    return Map.of("deepgrow.pacs.url", base());
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/pacs";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!EXPECTED.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 403, "text/plain", "not you".getBytes(StandardCharsets.UTF_8));
    } else if (path.contains("/9.9/")) {
      exchange.close();
    } else if (path.contains("/8.8/")) {
      send(exchange, 401, "text/plain", new byte[0]);
    } else if (path.contains("/frames/")) {
      send(exchange, 200, "multipart/related; boundary=x", new byte[LARGE]);
    } else if (exchange.getRequestMethod().equals("POST")) {
      int length = exchange.getRequestBody().readAllBytes().length;
      send(
          exchange,
          200,
          "application/dicom+json",
          ("{\"got\":" + length + "}").getBytes(StandardCharsets.UTF_8));
    } else {
      String body =
          "[{\"url\":\""
              + base()
              + "/studies/1\",\"query\":\""
              + exchange.getRequestURI().getRawQuery()
              + "\"}]";
      send(exchange, 200, "application/dicom+json", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
