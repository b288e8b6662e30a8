package io.deepgrow.benchmarks.attack;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A PACS on bare sockets: it delimits requests itself, writes each down, and answers them by the
 * fake PACS behind it, or not, as it is told.
 */
final class PacsFront implements AutoCloseable {

  private static final int BACKLOG = 500;
  private static final Set<String> PASSED = Set.of("accept", "content-type");

  private final ServerSocket server;
  private final URI behind;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Poison poison = new Poison();
  private final Map<String, byte[]> large = new ConcurrentHashMap<>();
  private final List<PacsRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final String row;
  private volatile Mischief mischief = Mischief.NONE;

  private PacsFront(ServerSocket server, FakePacs pacs) {
    this.server = server;
    this.behind = pacs.base();
    DicomObject slice = pacs.files().get(0).dataSet();
    this.row =
        """
        [{"0020000D":{"vr":"UI","Value":["%s"]},"0020000E":{"vr":"UI","Value":["%s"]},
        "00080060":{"vr":"CS","Value":["CT"]}}]
        """
            .formatted(
                slice.string(Tag.STUDY_INSTANCE_UID).orElseThrow(),
                slice.string(Tag.SERIES_INSTANCE_UID).orElseThrow());
  }

  static PacsFront before(FakePacs pacs) throws IOException {
    PacsFront front =
        new PacsFront(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), pacs);
    thread(front::accept);
    return front;
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "pacs");
    thread.setDaemon(true);
    thread.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + behind.getPath());
  }

  /** First lines and framing of what came so far, without what lies in the bodies. */
  List<PacsRequest> requests() {
    return List.copyOf(requests);
  }

  /** From now on; whoever still waits for an answer is hung up on when the PACS is itself again. */
  void turn(Mischief to) throws IOException {
    mischief = to;
    if (to == Mischief.NONE) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        thread(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (Optional<PacsRequest> next = PacsRequest.read(in);
          next.isPresent();
          next = PacsRequest.read(in)) {
        PacsRequest request = next.get();
        requests.add(new PacsRequest(request.line(), request.headers(), new byte[0]));
        answer(request, out);
      }
    } catch (IOException | RuntimeException e) {
      // the service went away, or sent what is no request
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private void answer(PacsRequest request, OutputStream out)
      throws IOException, InterruptedException {
    String path = request.target().split("\\?", 2)[0];
    boolean search =
        request.method().equals("POST") || path.matches(".*/(studies|series|instances)");
    if (mischief == Mischief.HANG) {
      return;
    }
    if (mischief == Mischief.POISON) {
      poison.answer(out, search);
    } else if (path.equals(behind.getPath() + "/series")) {
      send(out, 200, "application/dicom+json", row.getBytes(StandardCharsets.US_ASCII));
    } else if (isNoMatter(request, path)) {
      send(out, 200, "application/dicom+json", "[]".getBytes(StandardCharsets.US_ASCII));
    } else {
      pass(request, out);
    }
  }

  /** What the fake behind does not know: searches of studies, and bodies that are no objects. */
  private static boolean isNoMatter(PacsRequest request, String path) {
    return request.method().equals("POST")
        ? !request.header("content-type").orElse("").startsWith("multipart/")
        : path.endsWith("/studies");
  }

  private void pass(PacsRequest request, OutputStream out)
      throws IOException, InterruptedException {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(behind.resolve(request.target()))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (String header : request.headers()) {
      String name = header.split(":", 2)[0];
      if (PASSED.contains(name)) {
        call.header(name, header.substring(name.length() + 1).trim());
      }
    }
    byte[] known = large.get(request.target());
    if (known != null) {
      out.write(known);
      return;
    }
    HttpResponse<byte[]> answer = http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
    String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
    byte[] bytes = message(answer.statusCode(), type, answer.body());
    if (bytes.length > 1 << 20) {
      // many callers take this one at the same time; it is made once
      large.put(request.target(), bytes);
    }
    out.write(bytes);
  }

  private static void send(OutputStream out, int status, String type, byte[] body)
      throws IOException {
    out.write(message(status, type, body));
  }

  private static byte[] message(int status, String type, byte[] body) {
    String head =
        "HTTP/1.1 %d Fine\r\nContent-Type: %s\r\n%s\r\n"
            .formatted(
                status, type, status == 204 ? "" : "Content-Length: " + body.length + "\r\n");
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  @Override
  public void close() throws IOException {
    server.close();
    turn(Mischief.NONE);
  }
}
