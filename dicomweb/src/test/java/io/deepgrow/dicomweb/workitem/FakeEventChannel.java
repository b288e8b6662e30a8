package io.deepgrow.dicomweb.workitem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A worklist that takes subscriptions and sends events by WebSocket, as dcm4chee-arc does. */
public final class FakeEventChannel implements AutoCloseable {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int PING = 0x9;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
  private volatile boolean refusing;

  private FakeEventChannel() throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Starts on a free loopback port. */
  public static FakeEventChannel start() {
    try {
      FakeEventChannel channel = new FakeEventChannel();
      channel.threads.execute(channel::accept);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/aets/WORKLIST/rs");
  }

  /** Request lines, the oldest first. */
  public List<String> requests() {
    return requests;
  }

  /** Opens no socket any more, or does again. */
  public FakeEventChannel refusing(boolean now) {
    refusing = now;
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
      String request = in.readLine();
      requests.add(request);
      String key = "";
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
          key = line.substring(18).strip();
        }
      }
      OutputStream out = socket.getOutputStream();
      if (key.isEmpty()) {
        // a host that only the archive knows
        write(
            out,
            "HTTP/1.1 201 Created\r\nLocation: ws://internal:8080/aets/WORKLIST/ws/subscribers/"
                + request.replaceAll(".*/subscribers/([^? ]*).*", "$1")
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket.close();
      } else if (refusing) {
        write(out, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        socket.close();
      } else {
        sockets.add(socket);
        write(
            out,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accepted(key)
                + "\r\n\r\n");
        answerPings(socket);
      }
    } catch (IOException e) {
      // the other side is gone
    }
  }

  private static void answerPings(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = in.read() & 0x7F;
      in.readNBytes(4 + length);
      if ((first & 0xF) == PING) {
        socket.getOutputStream().write(new byte[] {(byte) 0x8A, 0});
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String accepted(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends an event by the newest socket, in two frames. */
  public void send(String text) throws IOException {
    Socket socket = sockets.stream().reduce((a, b) -> b).orElseThrow();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int half = bytes.length / 2;
    OutputStream out = socket.getOutputStream();
    frame(out, 0x01, bytes, 0, half);
    frame(out, 0x80, bytes, half, bytes.length - half);
    out.flush();
  }

  private static void frame(OutputStream out, int first, byte[] bytes, int from, int length)
      throws IOException {
    out.write(first);
    if (length < 126) {
      out.write(length);
    } else {
      out.write(126);
      out.write(length >>> 8);
      out.write(length);
    }
    out.write(bytes, from, length);
  }

  /** Ends all sockets without a word. */
  public void drop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** How many sockets are open. */
  public int open() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
    threads.shutdownNow();
  }
}
