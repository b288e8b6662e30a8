package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.order.Receivers;
import io.deepgrow.app.signature.CallSignature;
import io.deepgrow.dicomweb.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class NotifyWorkTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private record Told(URI url, String key) implements Receivers.Receiver {}

  @Test
  void theWorstEndIsTold() {
    assertThat(NotifyWork.state(Set.of())).isEqualTo(JobState.DONE);
    assertThat(NotifyWork.state(Set.of(JobState.DONE))).isEqualTo(JobState.DONE);
    assertThat(NotifyWork.state(Set.of(JobState.DONE, JobState.CANCELLED)))
        .isEqualTo(JobState.DONE);
    assertThat(NotifyWork.state(Set.of(JobState.CANCELLED))).isEqualTo(JobState.CANCELLED);
    assertThat(NotifyWork.state(Set.of(JobState.DONE, JobState.DEAD))).isEqualTo(JobState.DEAD);
  }

  @Test
  void aReceiverHasAnAddressAndAKeyThatCantBeGuessedOrTheServiceDoesNotStart() {
    assertThatCode(
            () -> NotifyWork.require("ris", new Told(URI.create("https://ris.test/hook"), KEY)))
        .doesNotThrowAnyException();
    for (String url : new String[] {"ftp://ris.test", "ris.test/hook", "file:///etc/passwd"}) {
      assertThatThrownBy(() -> NotifyWork.require("ris", new Told(URI.create(url), KEY)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("deepgrow.routing.receivers.ris.url");
    }
    assertThatThrownBy(
            () -> NotifyWork.require("ris", new Told(URI.create("https://ris.test"), "short")))
        .hasMessageContaining("deepgrow.routing.receivers.ris.key");
  }

  @Test
  void aMessageIsPostedSignedAndNoRedirectIsFollowed() throws IOException {
    List<String> heard = new CopyOnWriteArrayList<>();
    Deque<Integer> answers = new ArrayDeque<>(List.of(204, 302, 503));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String time = exchange.getRequestHeaders().getFirst(CallSignature.TIME);
          heard.add(
              exchange.getRequestHeaders().getFirst(CallSignature.SIGNATURE)
                  + " "
                  + time
                  + " "
                  + body);
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.getResponseHeaders().set("Retry-After", "120");
          exchange.sendResponseHeaders(answers.remove(), -1);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
      Told ris = new Told(url, KEY);
      NotifyWork work =
          new NotifyWork(
              () -> Map.of("ris", ris),
              job -> Set.of(),
              new ObjectMapper(),
              MovedClock.at(Instant.ofEpochSecond(1_700_000_000)));

      work.post("ris", ris, "{\"job\":\"x\"}");
      assertThat(heard)
          .containsExactly(
              "16071b9e5199fd8d8fb71e155ea38d1774c443d8c981e78a097e9b0abb88cf07 1700000000"
                  + " {\"job\":\"x\"}");
      assertThatThrownBy(() -> work.post("ris", ris, "{}")).hasMessageContaining("302");
      assertThatThrownBy(() -> work.post("ris", ris, "{}")).hasMessageContaining("503");
      assertThat(heard).hasSize(3);
    } finally {
      server.stop(0);
    }
    Told gone = new Told(URI.create("http://127.0.0.1:9/hook"), KEY);
    NotifyWork work =
        new NotifyWork(
            () -> Map.of("ris", gone),
            job -> Set.of(),
            new ObjectMapper(),
            MovedClock.at(Instant.EPOCH));
    assertThatThrownBy(() -> work.post("ris", gone, "{}"))
        .hasMessage("Receiver ris does not answer");
  }
}
