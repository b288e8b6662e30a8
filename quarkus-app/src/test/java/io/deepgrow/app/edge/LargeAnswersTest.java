package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeAnswersTest {

  private static final String MASK = "/api/v1/sessions/1/segments/1/mask";
  private static final String STUDY = "/dicom-web/studies/1.2";

  private final Queue<RoutingContext> held = new ConcurrentLinkedQueue<>();
  private EdgeServer server = server(true);

  private EdgeServer server(boolean archive) {
    EdgeConfig config =
        Settings.edge("deepgrow.http.large-answers", "1", "deepgrow.http.archive-answers", "1");
    return new EdgeServer(
        vertx ->
            List.of(
                new LargeAnswers(config, archive)::handle,
                context -> {
                  if (context.request().getHeader("Held") != null) {
                    held.add(context);
                  } else {
                    end(context);
                  }
                }));
  }

  private static void end(RoutingContext context) {
    EdgeServer.end(context, "made");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String request(String method, String path, String headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
  }

  private String answer(String method, String path) throws IOException {
    return server.answer(request(method, path, "Connection: close\r\n"));
  }

  /** An answer that is being made as long as the test likes. */
  private EdgeServer.Client making(String path) throws IOException {
    int before = held.size();
    EdgeServer.Client client = server.connect().send(request("GET", path, "Held: yes\r\n"));
    Awaitility.await().until(() -> held.size() == before + 1);
    return client;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MASK,
        MASK + "/",
        "/datastore/image",
        "/monailabel/datastore/label",
        "/datastore/dataset/",
        "/infer/deepgrow",
        "/v1/v1/segmentation",
        "/model/deepgrow",
        "/batch/infer/deepgrow",
        "/logs/"
      })
  void filesShareTheirPlacesWhateverTheyAre(String path) throws IOException {
    try (EdgeServer.Client first = making("/infer/deepgrow")) {
      assertThat(answer("GET", path)).startsWith("HTTP/1.1 503").contains("service.busy");
      assertThat(answer("POST", path)).startsWith("HTTP/1.1 503");

      end(held.remove());
      assertThat(first.toTheEnd()).endsWith("made");
      assertThat(answer("GET", path)).endsWith("made");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/sessions", "/datastore", "/q/health", MASK + "s", STUDY})
  void otherCallsGoOnMeanwhile(String path) throws IOException {
    try (EdgeServer.Client first = making(MASK)) {
      assertThat(answer("GET", path)).endsWith("made");
      assertThat(answer("DELETE", MASK)).endsWith("made");
    }
  }

  @Test
  void theArchiveHasPlacesOfItsOwn() throws IOException {
    try (EdgeServer.Client first = making(STUDY)) {
      assertThat(answer("GET", STUDY)).startsWith("HTTP/1.1 503");
      assertThat(answer("GET", MASK)).endsWith("made");
    }
  }

  @Test
  void beforeAPacsElsewhereTheProxyCountsForItself() throws IOException {
    server.close();
    server = server(false);
    try (EdgeServer.Client first = making(STUDY)) {
      assertThat(answer("GET", STUDY)).endsWith("made");
    }
  }

  @Test
  void aClientThatIsGoneFreesItsPlace() throws IOException {
    making(MASK).close();

    Awaitility.await().until(() -> answer("GET", MASK).endsWith("made"));
  }
}
