package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtSlices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

  private static final String SECRET = "s+cr/et&1";

  private final MovedClock clock = MovedClock.at(Instant.EPOCH);
  private final AtomicInteger issued = new AtomicInteger();
  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server = start();
  private volatile Supplier<String> answer =
      () ->
          "{\"access_token\":\"token-%d\",\"expires_in\":300,\"token_type\":\"Bearer\"}"
              .formatted(issued.incrementAndGet());
  private volatile int status = 200;
  private final ClientCredentials credentials = credentials(Duration.ofSeconds(20));

  private HttpServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(threads);
      http.createContext("/token", this::issue);
      http.start();
      return http;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void issue(HttpExchange exchange) throws IOException {
    forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ClientCredentials credentials(Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    return new ClientCredentials(
        new ClientCredentials.Client(url, "deepgrow", SECRET, ""),
        Optional.empty(),
        timeout,
        clock);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void pass(int seconds) {
    clock.moveBy(Duration.ofSeconds(seconds));
  }

  @Test
  void requestsATokenOnceAndRenewsItBeforeItExpires() {
    assertThat(credentials.header()).contains("Bearer token-1");
    pass(260);
    assertThat(credentials.header()).contains("Bearer token-1");
    pass(15);
    assertThat(credentials.header()).contains("Bearer token-2");
    assertThat(forms)
        .containsOnly(
            "grant_type=client_credentials&client_id=deepgrow&client_secret=s%2Bcr%2Fet%261");
  }

  @Test
  void aTokenIsUsedToItsEndWhileItCannotBeRenewed() {
    credentials.header();
    status = 503;
    pass(290);
    assertThat(credentials.header()).contains("Bearer token-1");
    pass(20);
    assertThatThrownBy(credentials::header)
        .isInstanceOfSatisfying(
            DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.token_refused"));
    status = 200;
    assertThat(credentials.header()).isPresent();
  }

  @Test
  void callersAtTheSameTimeShareOneRequest() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    Supplier<String> usual = answer;
    answer =
        () -> {
          arrived.countDown();
          await(go);
          return usual.get();
        };
    List<CompletableFuture<Optional<String>>> callers = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      callers.add(CompletableFuture.supplyAsync(credentials::header, threads));
    }
    await(arrived);
    go.countDown();
    for (CompletableFuture<Optional<String>> caller : callers) {
      assertThat(caller.get(30, TimeUnit.SECONDS)).contains("Bearer token-1");
    }
    assertThat(forms).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void noMessageHoldsASecretOrToken() {
    status = 401;
    answer = () -> "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}";
    assertThatThrownBy(credentials::header)
        .hasMessageContaining("HTTP 401, invalid_client")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
    status = 200;
    answer = () -> "{\"access_token\":\"two words\\r\\nX: y\",\"error\":\"" + SECRET + "\"}";
    assertThatThrownBy(credentials::header).hasMessageNotContaining(SECRET);
    answer = () -> "<html>" + SECRET;
    assertThatThrownBy(credentials::header).hasMessageNotContaining(SECRET);
    assertThat(new ClientCredentials.Client(URI.create("https://a/t"), "i", SECRET, "").toString())
        .doesNotContain(SECRET);
  }

  @Test
  void anEndpointThatDoesNotAnswerEndsByItsTimeout() {
    CountDownLatch never = new CountDownLatch(1);
    answer =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        };
    ClientCredentials patient = credentials(Duration.ofMillis(200));
    assertThatThrownBy(patient::header)
        .isInstanceOfSatisfying(
            DicomWebException.class,
            e -> assertThat(e.code()).isEqualTo("dicomweb.token_unreachable"));
    never.countDown();
  }

  /** A PACS that knows one token only, whatever the authorization server has issued before. */
  private FakePacs pacsThatAccepts(String token, List<DicomFile> files) {
    return FakePacs.of(files)
        .with(
            PacsWays.friendly()
                .before(
                    exchange -> {
                      String sent = exchange.getRequestHeaders().getFirst("Authorization");
                      boolean refused = !("Bearer " + token).equals(sent);
                      if (refused) {
                        exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(401, -1);
                      }
                      return refused;
                    }));
  }

  @Test
  void aRefusedTokenIsRenewedOnce() {
    List<DicomFile> files = CtSlices.axial(3);
    DicomFile first = files.get(0);
    StudyUid study = new StudyUid(first.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
    SeriesUid series = new SeriesUid(first.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
    try (FakePacs pacs = pacsThatAccepts("token-2", files)) {
      DicomWebClient client =
          new DicomWebClient(
              DicomWebConfig.of(pacs.base())
                  .with(Duration.ofSeconds(20), 2, Duration.ofMillis(1))
                  .with(credentials));
      assertThat(client.instances(study, series, QidoQuery.all())).hasSize(3);
      assertThat(forms).hasSize(2);
      pacs.files().remove(first);
      assertThat(client.store(study, series, first.sopInstanceUid(), DicomWriter.bytes(first)))
          .isInstanceOf(StoreOutcome.Stored.class);
      assertThat(forms).hasSize(2);
    }
    try (FakePacs pacs = pacsThatAccepts("another", files)) {
      DicomWebClient client = new DicomWebClient(DicomWebConfig.of(pacs.base()).with(credentials));
      assertThatThrownBy(() -> client.studies(QidoQuery.all()))
          .isInstanceOfSatisfying(
              DicomWebException.class,
              e -> assertThat(e.code()).isEqualTo("dicomweb.unauthorized"));
      assertThat(forms).hasSize(3);
    }
  }
}
