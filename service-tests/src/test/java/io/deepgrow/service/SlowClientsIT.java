package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service hangs up on clients that neither ask nor read. */
class SlowClientsIT {

  private static final int PATIENCE_MILLIS = 60_000;

  @TempDir private static Path folder;
  private static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    int port = ServiceProcess.freePort();
    URI nowhere = URI.create("http://127.0.0.1:9/");
    Process process =
        ServiceProcess.launch(
            folder,
            nowhere,
            port,
            "-Ddeepgrow.http.head-time=1s",
            "-Ddeepgrow.http.idle-time=1s",
            "-Ddeepgrow.http.stall-time=1s");
    service = ServiceProcess.of(folder, nowhere, port, process);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private static Socket open(String bytes) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(service.root()).getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static int readToEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes().length;
    } catch (SocketException e) {
      return -1;
    }
  }

  @Test
  void whoNeverEndsTheHeadOfARequestIsHungUpOn() throws IOException {
    try (Socket silent = open("");
        Socket half = open("GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nX: ")) {
      assertThat(readToEnd(silent)).isLessThanOrEqualTo(0);
      assertThat(readToEnd(half)).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void whoAsksForNothingMoreIsHungUpOn() throws IOException {
    try (Socket socket = open("GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(readToEnd(socket)).isPositive();
    }
  }

  @Test
  void whoDoesNotReadTheAnswerIsHungUpOn() throws Exception {
    try (Socket socket = open("GET " + script() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      Awaitility.await().atMost(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).until(() -> isGone(socket));
    }
  }

  /** Whether the other end has closed, found out without reading. */
  private static boolean isGone(Socket socket) {
    try {
      socket.getOutputStream().write('\n');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String script() throws IOException {
    try (Socket socket = open("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
      String page = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher bundle = Pattern.compile("src=\"(/app\\.bundle[^\"]*)\"").matcher(page);
      assertThat(bundle.find()).isTrue();
      return bundle.group(1);
    }
  }
}
