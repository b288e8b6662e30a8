package io.deepgrow.app.edge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * A PACS on a bare socket that writes down the requests it sees as it delimits them itself, to
 * which it answers as a test wants; a path with {@code /hang} gets no answer.
 */
public final class RawPacs implements QuarkusTestResourceLifecycleManager {

  /** Requests so far, each as its first line. */
  static final List<String> SEEN = new CopyOnWriteArrayList<>();

  /** What the next answers say, below the status line. */
  static volatile String answer = "";

  private static final Pattern REQUEST =
      Pattern.compile("(GET|POST|DELETE|PUT|HEAD|PATCH) \\S+ HTTP/1\\.[01]");

  /** The head of the last request. */
  static final AtomicReference<String> LAST_HEAD = new AtomicReference<>("");

  static volatile int port;

  private ServerSocket server;

  @Override
  public Map<String, String> start() {
    try {
      server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getLocalPort();
    Thread accept = new Thread(this::accept, "raw-pacs");
    accept.setDaemon(true);
    accept.start();
    json("[]");
    return Map.of("deepgrow.pacs.url", "http://127.0.0.1:" + port + "/pacs");
  }

  static void json(String body) {
    with("application/dicom+json", body);
  }

  static void with(String type, String body) {
    answer = "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread one = new Thread(() -> serve(socket), "raw-pacs-connection");
        one.setDaemon(true);
        one.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Whatever looks like the head of a request is one to this server, wherever it stands. */
  private static void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        line.append((char) c);
        var found = REQUEST.matcher(line);
        if (found.find()) {
          SEEN.add(found.group());
          line.setLength(0);
        } else if (line.toString().endsWith("\r\n\r\n")) {
          LAST_HEAD.set(line.toString());
          line.setLength(0);
          if (SEEN.isEmpty() || !SEEN.get(SEEN.size() - 1).contains("/hang")) {
            socket
                .getOutputStream()
                .write(
                    ("HTTP/1.1 200 OK\r\nConnection: close\r\n" + answer)
                        .getBytes(StandardCharsets.ISO_8859_1));
            return;
          }
        } else if (line.length() > 10_000) {
          line.delete(0, 5_000);
        }
      }
    } catch (IOException e) {
      // the service went away
    }
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
