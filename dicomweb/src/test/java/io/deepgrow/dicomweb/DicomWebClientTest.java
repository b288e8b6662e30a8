package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DicomWebClientTest {

  private static final StudyUid STUDY = new StudyUid("2.25.1");
  private static final SeriesUid SERIES = new SeriesUid("2.25.2");
  private static final SopInstanceUid INSTANCE = new SopInstanceUid("2.25.3");
  private static final String FOUND = "[{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.3\"]}}]";

  /** One scripted answer. */
  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server = newServer();
  private DicomWebClient client = client();

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private DicomWebClient client() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rs");
    return new DicomWebClient(
        DicomWebConfig.of(base).with(Duration.ofMillis(400), 3, Duration.ofMillis(1)));
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          Reply reply = script.poll();
          (reply == null ? status(500, "") : reply).to(exchange);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Reply status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  /** Promises more than it sends, then ends the connection. */
  private static Reply truncated(String body) {
    return exchange -> {
      exchange.sendResponseHeaders(200, body.length() + 100L);
      OutputStream out = exchange.getResponseBody();
      out.write(body.getBytes(StandardCharsets.UTF_8));
      out.flush();
    };
  }

  private void assertSearchFails(String code) {
    assertThatThrownBy(() -> client.studies(QidoQuery.all()))
        .isInstanceOfSatisfying(DicomWebException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void followsNoRedirect() {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
    script.add(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });
    assertSearchFails("dicomweb.redirect");
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void triesPassingFailuresAgainButNotRefusals() {
    script.addAll(List.of(status(503, ""), status(429, ""), status(200, FOUND)));
    assertThat(client.studies(QidoQuery.all())).hasSize(1);
    assertThat(requests).hasValue(3);

    script.add(status(401, ""));
    assertSearchFails("dicomweb.unauthorized");
    assertThat(requests).hasValue(4);
  }

  @Test
  void givesUpAfterTheAllowedTries() {
    assertSearchFails("dicomweb.refused");
    assertThat(requests).hasValue(3);
  }

  @Test
  void noContentAndNotFoundMeanNoMatch() {
    script.addAll(List.of(status(204, ""), status(404, "")));
    assertThat(client.studies(QidoQuery.all())).isEmpty();
    assertThat(client.studies(QidoQuery.all())).isEmpty();
  }

  @Test
  void aStalledBodyEndsByTheIdleTimeout() {
    script.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('[');
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(30_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertSearchFails("dicomweb.broken_transfer");
  }

  @Test
  void aTruncatedAnswerIsABrokenTransfer() {
    script.add(truncated("[{\"00080018\":"));
    assertSearchFails("dicomweb.broken_transfer");
  }

  @Test
  void anObjectIsStoredWhenOnlyTheSearchSaysSo() {
    script.addAll(List.of(status(200, ""), status(200, FOUND)));
    assertThat(client.store(STUDY, SERIES, INSTANCE, new byte[10]))
        .isInstanceOf(StoreOutcome.Stored.class);
  }

  @Test
  void asksBeforeItCallsALostAnswerAFailure() {
    script.addAll(List.of(HttpExchange::close, status(200, FOUND)));
    assertThat(client.store(STUDY, SERIES, INSTANCE, new byte[10]))
        .isInstanceOf(StoreOutcome.Stored.class);
  }

  @Test
  void tellsARefusalFromAPassingFailure() {
    String reason =
        "[{\"00081198\":{\"vr\":\"SQ\",\"Value\":[{\"00081197\":{\"vr\":\"US\",\"Value\":[%d]}}]}}]";
    script.addAll(List.of(status(409, reason.formatted(43264)), status(200, "[]")));
    assertThat(client.store(STUDY, SERIES, INSTANCE, new byte[10]))
        .isEqualTo(new StoreOutcome.Rejected(409, List.of(43264)));

    script.addAll(List.of(status(409, reason.formatted(42752)), status(200, "[]")));
    assertThat(client.store(STUDY, SERIES, INSTANCE, new byte[10]))
        .isInstanceOf(StoreOutcome.Unreachable.class);
  }

  @Test
  void anObjectThatDcm4cheeRejectsOrHasNoMoreIsRejected() {
    AtomicReference<String> request = new AtomicReference<>("");
    script.add(
        exchange -> {
          request.set(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
          status(204, "").to(exchange);
        });
    client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE);
    assertThat(request.get())
        .isEqualTo("POST /rs/studies/2.25.1/series/2.25.2/instances/2.25.3/reject/113001%5EDCM");

    script.add(status(404, ""));
    client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE);
    script.add(status(403, ""));
    assertThatThrownBy(() -> client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE))
        .isInstanceOfSatisfying(
            DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.unauthorized"));
  }
}
