package io.deepgrow.app.pacs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A PACS that answers every search with the studies of several projects, whatever is asked. */
public final class SharedPacs implements QuarkusTestResourceLifecycleManager {

  static final List<String> QUERIES = new CopyOnWriteArrayList<>();
  static final String MINE = "1.2.11";
  static final String OTHERS = "1.2.22";

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    QUERIES.add(path.substring("/pacs".length()) + "?" + query);
    String body =
        query.contains("nonsense")
            ? "{\"no\":\"list\"}"
            : List.of(MINE, OTHERS).stream()
                .map(
                    uid ->
                        "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"%s\"]},\"00081190\":{\"vr\":\"UR\",\"Value\":[\"%s/studies/%s\"]}}"
                            .formatted(uid, base(), uid))
                .collect(Collectors.joining(",", "[", "]"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
