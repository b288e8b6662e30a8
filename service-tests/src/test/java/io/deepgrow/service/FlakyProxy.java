package io.deepgrow.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a PACS and fails as networks do: down, or losing the answer to a POST. */
final class FlakyProxy implements AutoCloseable {

  enum Mode {
    PASS,
    DOWN,
    LOSE_ANSWER_TO_POST
  }

  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.PASS;
  private volatile CountDownLatch lost = new CountDownLatch(1);

  FlakyProxy(URI target) throws IOException {
    this.target = target.getPort();
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/dicom-web");
  }

  /** From now on; a PACS that goes down takes its open connections along. */
  void mode(Mode next) {
    lost = new CountDownLatch(1);
    mode = next;
    if (next == Mode.DOWN) {
      open.forEach(Connection::close);
      open.clear();
    }
  }

  /** Released when the answer to a POST got lost. */
  CountDownLatch lost() {
    return lost;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (mode == Mode.DOWN) {
          client.close();
          continue;
        }
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        Connection connection = new Connection(client, upstream);
        open.add(connection);
        threads.execute(connection::requests);
        threads.execute(connection::answers);
      } catch (IOException e) {
        // closed, or the PACS itself is away
      }
    }
  }

  /** One client connection. */
  private final class Connection {

    private final Socket client;
    private final Socket upstream;
    private volatile boolean posting;

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void requests() {
      try (InputStream in = client.getInputStream();
          OutputStream out = upstream.getOutputStream()) {
        byte[] buffer = new byte[1 << 16];
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          if (new String(buffer, 0, Math.min(5, got), StandardCharsets.US_ASCII).equals("POST ")) {
            posting = true;
          }
          out.write(buffer, 0, got);
          out.flush();
        }
      } catch (IOException e) {
        close();
      }
    }

    void answers() {
      try (InputStream in = upstream.getInputStream();
          OutputStream out = client.getOutputStream()) {
        byte[] buffer = new byte[1 << 16];
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          if (posting && mode == Mode.LOSE_ANSWER_TO_POST) {
            lost.countDown();
            close();
            return;
          }
          out.write(buffer, 0, got);
          out.flush();
        }
      } catch (IOException e) {
        close();
      }
    }

    private void close() {
      try {
        client.close();
        upstream.close();
      } catch (IOException e) {
        // closed is closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
