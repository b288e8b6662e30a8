package io.deepgrow.app.edge;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server of some rules of the edge and one handler behind them, to be called byte by byte. */
final class EdgeServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private static final Vertx VERTX = Vertx.vertx();

  private final HttpServer server;

  /** A server whose requests pass the handlers in their order. */
  EdgeServer(Rules rules) {
    Router router = Router.router(VERTX);
    rules.of(VERTX).forEach(rule -> router.route().handler(rule));
    server =
        VERTX
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause();
                  router.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Makes the handlers. */
  @FunctionalInterface
  interface Rules {
    List<Handler<RoutingContext>> of(Vertx vertx);
  }

  /** A connection that sends what a test writes. */
  static final class Client implements AutoCloseable {
    private final Socket socket;

    private Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    Client send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    }

    /** What comes until a text has come, or the end. */
    String until(String text) throws IOException {
      StringBuilder all = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.append((char) b);
        if (all.indexOf(text) >= 0) {
          break;
        }
      }
      return all.toString();
    }

    /** All that comes until the server hangs up. */
    String toTheEnd() throws IOException {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Answers, and hangs up. */
  static void end(RoutingContext context, String text) {
    context
        .response()
        .putHeader("Connection", "close")
        .end(text)
        .onComplete(sent -> context.request().connection().close());
  }

  /** Hangs up after each answer, as the request says. */
  static void closing(RoutingContext context) {
    if (context.request().getHeader("Connection") != null) {
      context.response().putHeader("Connection", "close");
      context.addEndHandler(ended -> context.request().connection().close());
    }
    context.next();
  }

  Client connect() throws IOException {
    return new Client(server.actualPort());
  }

  /** The whole answer to one request, after which the server hangs up. */
  String answer(String request) throws IOException {
    try (Client client = connect()) {
      return client.send(request).toTheEnd();
    }
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
