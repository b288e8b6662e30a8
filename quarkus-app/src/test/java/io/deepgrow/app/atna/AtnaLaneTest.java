package io.deepgrow.app.atna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.audit.AuditRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Deeds on their way to an audit repository that is played, by TLS as it is. */
class AtnaLaneTest {

  private static final Duration WAIT = Duration.ofMillis(50);
  private static final String PASSWORD = "changeit";
  private static final char BOM = 0xFEFF;

  @TempDir Path folder;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private SSLServerSocket server;

  @BeforeEach
  void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-alias", "a", "-rfc", "-file", folder.resolve("ca.pem").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  private void keytool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 5];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[arguments.length + 1] = "-keystore";
    command[arguments.length + 2] = folder.resolve("keys").toString();
    command[arguments.length + 3] = "-storepass";
    command[arguments.length + 4] = PASSWORD;
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        InputStream in = socket.getInputStream();
        while (true) {
          received.add(frame(in));
        }
      } catch (IOException | NumberFormatException e) {
        // the next connection
      }
    }
  }

  private static String frame(InputStream in) throws IOException {
    StringBuilder length = new StringBuilder();
    for (int c = in.read(); c != ' '; c = in.read()) {
      if (c < 0) {
        throw new IOException("end");
      }
      length.append((char) c);
    }
    return new String(in.readNBytes(Integer.parseInt(length.toString())), StandardCharsets.UTF_8);
  }

  private TlsConnector connector(String host) {
    return new TlsConnector(
        host, server.getLocalPort(), Optional.of(folder.resolve("ca.pem")), Duration.ofSeconds(20));
  }

  static AuditRow row(String action, String outcome) {
    return new AuditRow(
        1,
        Instant.parse("2026-02-03T04:05:06.000007Z"),
        "grace & \"co\"",
        Optional.empty(),
        "PERSON",
        "VIEWER",
        "192.0.2.7",
        "r",
        action,
        Optional.of(new UUID(1, 2)),
        Optional.of("1.2.3"),
        Optional.empty(),
        Optional.of("1.2.9"),
        "",
        "",
        outcome,
        "");
  }

  private static byte[] framed(AuditRow row) {
    return SyslogFrame.of(
        row.at(), "host one", "deepgrow", 7, AtnaMessage.of(row, "deepgrow").orElseThrow());
  }

  private static Element event(String xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    return (Element) document.getElementsByTagName("EventIdentification").item(0);
  }

  @Test
  void aDeedArrivesAsSyslogWithItsMessage() throws Exception {
    try (AtnaLane lane = new AtnaLane(connector("localhost"), 10, WAIT)) {
      lane.begin();
      lane.offer(framed(row("session.opened", "DONE")));
      lane.offer(framed(row("mask.downloaded", "DONE")));

      String first = received.poll(60, TimeUnit.SECONDS);
      String second = received.poll(60, TimeUnit.SECONDS);

      assertThat(first)
          .startsWith(
              "<85>1 2026-02-03T04:05:06Z host_one deepgrow 7 DICOM+RFC3881 - " + BOM + "<?xml");
      Element event = event(first.substring(first.indexOf('<', 5)));
      assertThat(event.getAttribute("EventOutcomeIndicator")).isEqualTo("0");
      assertThat(first).contains("\"110103\"", "\"1.2.3\"", "grace &amp; &quot;co&quot;");
      assertThat(second).contains("\"110106\"");
    }
  }

  @Test
  void aHostOfAnotherNameGetsNothing() throws Exception {
    try (AtnaLane lane = new AtnaLane(connector("127.0.0.1"), 10, WAIT)) {
      lane.begin();
      lane.offer(framed(row("session.opened", "DONE")));
      Instant deadline = Instant.now().plusSeconds(60);
      while (lane.trouble().isEmpty() && Instant.now().isBefore(deadline)) {
        Thread.onSpinWait();
      }

      assertThat(lane.trouble()).isNotEmpty();
      assertThat(lane.sent()).isZero();
      assertThat(received).isEmpty();
    }
  }

  @Test
  void whatADeadHostCanNotTakeIsLostAndCountedAndNobodyWaits() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtnaLane.Connector dead =
        () -> {
          tried.countDown();
          if (back.getCount() > 0) {
            throw new IOException("away");
          }
          return connector("localhost").connect();
        };
    try (AtnaLane lane = new AtnaLane(dead, 3, WAIT)) {
      lane.begin();
      lane.offer(framed(row("session.opened", "DONE")));
      assertThat(tried.await(60, TimeUnit.SECONDS)).isTrue();
      for (int n = 0; n < 10; n++) {
        lane.offer(framed(row("session.opened", "DONE")));
      }
      assertThat(lane.lost()).isEqualTo(7);
      assertThat(lane.waiting()).isEqualTo(3);

      back.countDown();
      for (int n = 0; n < 4; n++) {
        assertThat(received.poll(60, TimeUnit.SECONDS)).as("message %d", n).isNotNull();
      }
      assertThat(lane.trouble()).isEmpty();
    }
  }

  @Test
  void refusalsAndStartsAreToldAndSingleClicksAreNot() throws Exception {
    assertThat(AtnaMessage.of(row("click.added", "DONE"), "d")).isEmpty();
    String refused = AtnaMessage.of(row("signed_in", "REFUSED"), "d").orElseThrow();
    assertThat(event(refused).getAttribute("EventOutcomeIndicator")).isEqualTo("4");
    assertThat(refused).contains("\"110114\"", "\"110122\"");
    assertThat(AtnaMessage.of(row("service.started", "DONE"), "d").orElseThrow())
        .contains("\"110100\"", "\"110120\"");
    assertThat(AtnaMessage.of(row("request.refused", "REFUSED"), "d").orElseThrow())
        .contains("\"110113\"");
  }

  @Test
  void aFileWithoutCertificatesIsNamedByItsSetting() throws Exception {
    Path file = Files.writeString(folder.resolve("none.pem"), "nothing");
    assertThatThrownBy(() -> new TlsConnector("h", 1, Optional.of(file), WAIT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deepgrow.audit.atna.certificates");
  }
}
