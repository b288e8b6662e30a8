package io.deepgrow.app.connection.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.deepgrow.app.connection.CallLimits;
import io.deepgrow.app.connection.ConnectionSettings;
import io.deepgrow.app.connection.ConnectionView;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.app.connection.tls.ConnectionTls;
import io.deepgrow.app.connection.tls.TestCertificates;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.ClientCredentials;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.series.CtSlices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trying out PACS that work, and such that fail in each way there is. */
class TestRunTest {

  @TempDir static Path folder;
  private static TestCertificates good;
  private static TestCertificates ending;
  private static TestCertificates foreign;
  private static TestCertificates client;
  private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(1);

  private final Map<String, Object> fields =
      new HashMap<>(
          Map.of("role", "BOTH", "dialect", "ORTHANC", "authentication", "NONE", "root", ""));
  private Authentication authentication = Authentication.none();
  private ConnectionTls tls = ConnectionTls.of("", "", Optional.empty());
  private Clock clock = Clock.systemUTC();
  private HttpServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    good = TestCertificates.make(folder, "pacs", "ip:127.0.0.1", 400);
    ending = TestCertificates.make(folder, "ending", "ip:127.0.0.1", 6);
    foreign = TestCertificates.make(folder, "foreign", "dns:pacs.example.org", 400);
    client = TestCertificates.make(folder, "deepgrow", "dns:deepgrow.example.org", 400);
  }

  @AfterAll
  static void stopTimer() {
    TIMER.shutdownNow();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private Map<TestStep.Name, TestStep> run(URI root, boolean store) {
    fields.put("root", root.toString());
    ConnectionSettings settings = new ObjectMapper().convertValue(fields, ConnectionSettings.class);
    DicomWebConfig config = DicomWebConfig.of(root).with(authentication).with(tls.context());
    PacsAccess access =
        new PacsAccess(
            new ConnectionView(new UUID(7, 7), "tried", false, true, settings, List.of(), 1),
            config,
            new DicomWebClient(config),
            tls,
            new CallLimits(TIMER, System::nanoTime));
    Map<TestStep.Name, TestStep> steps = new HashMap<>();
    for (TestStep step : new TestRun(access, clock).run(store).steps()) {
      steps.put(step.name(), step);
    }
    assertThat(steps).hasSize(TestStep.Name.values().length);
    return steps;
  }

  private static void assertStep(TestStep step, TestStep.Outcome outcome, String... words) {
    assertThat(step.outcome()).as(step.text()).isEqualTo(outcome);
    for (String word : words) {
      assertThat(step.text()).contains(word);
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private URI serve(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return started("http", answer);
  }

  private URI started(String scheme, Answer answer) {
    server.createContext("/", answer::to);
    server.start();
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web");
  }

  private URI serveTls(SSLContext context, boolean withClient) throws IOException {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters all = getSSLContext().getDefaultSSLParameters();
            all.setNeedClientAuth(withClient);
            parameters.setSSLParameters(all);
          }
        });
    server = https;
    return started("https", exchange -> send(exchange, 200, "application/dicom+json", "[]"));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void aPacsThatWorksPassesEveryStepAndHasTheTestObjectOnce() {
    try (FakePacs pacs = FakePacs.of(CtSlices.axial(3))) {
      for (int n = 0; n < 2; n++) {
        Map<TestStep.Name, TestStep> steps = run(pacs.base(), true);
        assertStep(steps.get(TestStep.Name.TLS), TestStep.Outcome.SKIPPED, "nothing is encrypted");
        assertStep(steps.get(TestStep.Name.TOKEN), TestStep.Outcome.SKIPPED);
        assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.OK, "one study");
        assertStep(steps.get(TestStep.Name.RETRIEVE), TestStep.Outcome.OK, "metadata");
        assertStep(
            steps.get(TestStep.Name.STORE), TestStep.Outcome.OK, "DEEPGROW-TEST", "read back");
        assertStep(steps.get(TestStep.Name.CLOCK), TestStep.Outcome.OK, "seconds apart");
      }
      assertThat(pacs.files().stream().map(file -> file.sopInstanceUid().value()).distinct())
          .hasSize(4);
      assertThat(pacs.files().get(3).dataSet().string(Tag.MANUFACTURER)).contains("deepgrow-pacs");
    }
  }

  @Test
  void nothingIsStoredUnrequestedOrOnASource() {
    try (FakePacs pacs = FakePacs.of(CtSlices.axial(3))) {
      assertStep(
          run(pacs.base(), false).get(TestStep.Name.STORE),
          TestStep.Outcome.SKIPPED,
          "not requested");
      fields.put("role", "SOURCE");
      assertStep(
          run(pacs.base(), true).get(TestStep.Name.STORE), TestStep.Outcome.SKIPPED, "source only");
      assertThat(pacs.files()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, NONE, choose an authentication",
    "401, BASIC, set the password anew",
    "401, BEARER, set another one",
    "403, NONE, give this account the right",
    "404, NONE, ends with /dicom-web",
    "302, NONE, another address",
    "500, NONE, look at its log"
  })
  void aStatusIsSaidInWordsWithWhatToDo(int status, String kind, String words) throws Exception {
    fields.put("authentication", kind);
    URI root = serve(exchange -> send(exchange, status, "text/plain", "Doe^Jane"));
    Map<TestStep.Name, TestStep> steps = run(root, false);
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.FAILED, words, "" + status);
    assertStep(steps.get(TestStep.Name.RETRIEVE), TestStep.Outcome.SKIPPED);
    assertThat(steps.values().toString()).doesNotContain("Doe");
  }

  @Test
  void aWebPageIsNoDicomJson() throws Exception {
    URI root = serve(exchange -> send(exchange, 200, "text/html", "<html>Explorer</html>"));
    assertStep(
        run(root, false).get(TestStep.Name.SEARCH),
        TestStep.Outcome.FAILED,
        "not with DICOM JSON",
        "ends with /dicom-web");
  }

  @Test
  void anArchiveThatIsEmptyHasNothingToRetrieve() throws Exception {
    URI root = serve(exchange -> send(exchange, 204, "application/dicom+json", ""));
    Map<TestStep.Name, TestStep> steps = run(root, false);
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.OK, "may be empty");
    assertStep(steps.get(TestStep.Name.RETRIEVE), TestStep.Outcome.SKIPPED, "no study");
  }

  @Test
  void aRefusalToStoreIsSaid() throws Exception {
    URI root =
        serve(
            exchange ->
                send(
                    exchange,
                    exchange.getRequestMethod().equals("POST") ? 403 : 200,
                    "application/dicom+json",
                    "[]"));
    assertStep(
        run(root, true).get(TestStep.Name.STORE), TestStep.Outcome.FAILED, "403", "may store");
  }

  @Test
  void clocksThatAreApartAreWarnedOf() throws Exception {
    clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    URI root = serve(exchange -> send(exchange, 200, "application/dicom+json", "[]"));
    assertStep(
        run(root, false).get(TestStep.Name.CLOCK), TestStep.Outcome.WARNING, "behind", "NTP");
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Map<TestStep.Name, TestStep> steps = run(URI.create("https://127.0.0.1:" + port + "/a"), true);
    assertStep(steps.get(TestStep.Name.TLS), TestStep.Outcome.FAILED, "refused", "port " + port);
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.FAILED, "refused");
    assertStep(steps.get(TestStep.Name.STORE), TestStep.Outcome.FAILED, "did not take");
    assertStep(steps.get(TestStep.Name.CLOCK), TestStep.Outcome.SKIPPED);
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    Map<TestStep.Name, TestStep> steps = run(URI.create("https://pacs.invalid/dicom-web"), false);
    assertStep(steps.get(TestStep.Name.TLS), TestStep.Outcome.FAILED, "pacs.invalid", "DNS");
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.FAILED, "DNS");
  }

  @Test
  void aTokenThatIsRefusedIsSaidWithoutTheSecret() throws Exception {
    URI root =
        serve(
            exchange -> send(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}"));
    fields.put("authentication", "CLIENT_CREDENTIALS");
    authentication =
        new ClientCredentials(
            new ClientCredentials.Client(root.resolve("/token"), "id", "s3cr3t-s3cr3t", ""),
            Optional.empty(),
            Duration.ofSeconds(10));
    Map<TestStep.Name, TestStep> steps = run(root, false);
    assertStep(steps.get(TestStep.Name.TOKEN), TestStep.Outcome.FAILED, "client id", "401");
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.FAILED, "client id");
    assertThat(steps.values().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void anIssuerThatNobodyTrustsIsNamedAndTrustedOnceItIsSet() throws Exception {
    URI root = serveTls(good.server(null), false);
    Map<TestStep.Name, TestStep> steps = run(root, false);
    assertStep(
        steps.get(TestStep.Name.TLS), TestStep.Outcome.FAILED, "CN=pacs", "trusted certificates");
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.FAILED, "trusted");

    tls = ConnectionTls.of(good.certificate(), "", Optional.empty());
    steps = run(root, false);
    assertStep(
        steps.get(TestStep.Name.TLS), TestStep.Outcome.OK, "TLSv1.3", "CN=pacs", "good until");
    assertStep(steps.get(TestStep.Name.SEARCH), TestStep.Outcome.OK);
  }

  @Test
  void aCertificateThatEndsSoonIsWarnedOfAndOneThatIsOverRefused() throws Exception {
    URI root = serveTls(ending.server(null), false);
    tls = ConnectionTls.of(ending.certificate(), "", Optional.empty());
    assertStep(
        run(root, false).get(TestStep.Name.TLS), TestStep.Outcome.WARNING, "days: have it renewed");
  }

  @Test
  void aCertificateOfAnotherNameIsRefusedAlthoughItIsTrusted() throws Exception {
    URI root = serveTls(foreign.server(null), false);
    tls = ConnectionTls.of(foreign.certificate(), "", Optional.empty());
    assertStep(
        run(root, false).get(TestStep.Name.TLS),
        TestStep.Outcome.FAILED,
        "not for the name 127.0.0.1");
  }

  @Test
  void aClientCertificateThatIsMissingIsSaidAndOneThatIsThereIsShown() throws Exception {
    URI root = serveTls(good.server(client), true);
    tls = ConnectionTls.of(good.certificate(), "", Optional.empty());
    assertThat(run(root, false).get(TestStep.Name.SEARCH).outcome())
        .isEqualTo(TestStep.Outcome.FAILED);

    tls = ConnectionTls.of(good.certificate(), client.certificate(), Optional.of(client.key()));
    assertStep(run(root, false).get(TestStep.Name.SEARCH), TestStep.Outcome.OK);
  }

  @Test
  void aServerWithoutTlsIsSaid() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> refuse(plain));
      thread.setDaemon(true);
      thread.start();
      URI root = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/dicom-web");
      assertStep(run(root, false).get(TestStep.Name.TLS), TestStep.Outcome.FAILED, "speaks no TLS");
    }
  }

  private static void refuse(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket socket = plain.accept()) {
        byte[] first = new byte[1];
        int got = socket.getInputStream().read(first);
        if (got > 0) {
          socket
              .getOutputStream()
              .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // the next one
      }
    }
  }
}
