package io.deepgrow.app.compat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Requests over a bare socket: what is sent and what comes back is exactly what is written here.
 */
public final class RawHttp {

  private static final int PATIENCE = 120_000;

  private final SocketFactory sockets;
  private final int port;
  private final String version;

  private RawHttp(SocketFactory sockets, int port, String version) {
    this.sockets = sockets;
    this.port = port;
    this.version = version;
  }

  public static RawHttp to(int port) {
    return new RawHttp(SocketFactory.getDefault(), port, "HTTP/1.1");
  }

  public static RawHttp to(int port, SocketFactory sockets) {
    return new RawHttp(sockets, port, "HTTP/1.1");
  }

  /** As the C++ client sends bodies. */
  public RawHttp asHttp10() {
    return new RawHttp(sockets, port, "HTTP/1.0");
  }

  public RawAnswer get(String path) throws IOException {
    return send("GET", path, List.of(), new byte[0]);
  }

  public RawAnswer send(String method, String path, RawForm form, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: " + form.contentType());
    return send(method, path, all, form.bytes());
  }

  public RawAnswer send(String method, String path, String type, String body) throws IOException {
    return send(
        method, path, List.of("Content-Type: " + type), body.getBytes(StandardCharsets.UTF_8));
  }

  public RawAnswer send(String method, String path, List<String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " " + version + "\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach(h -> head.append(h).append("\r\n"));
    if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    try (Socket socket = open()) {
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return read(socket.getInputStream());
    }
  }

  public Socket open() throws IOException {
    Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  /** Reads to the end of the connection, past "100 Continue"; nothing is decoded. */
  public static RawAnswer read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", -1)[1]);
    List<String> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    return status == 100 ? read(in) : new RawAnswer(status, headers, in.readAllBytes());
  }

  public static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection ends within a line: " + line);
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
