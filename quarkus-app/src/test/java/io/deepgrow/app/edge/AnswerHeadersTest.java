package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AnswerHeadersTest {

  private static String answer(String path, Consumer<RoutingContext> maker) throws IOException {
    try (EdgeServer server =
        new EdgeServer(
            vertx ->
                List.of(
                    EdgeServer::closing,
                    context -> {
                      AnswerHeaders.add(context);
                      maker.accept(context);
                      context.response().end("made");
                    }))) {
      return server
          .answer("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          .toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Test
  void nobodyKeepsFramesOrGuessesAnAnswerOfTheApi() throws IOException {
    assertThat(answer("/api/v1/sessions", context -> {}))
        .contains("cache-control: no-store\r\n")
        .contains("x-frame-options: deny\r\n")
        .contains("x-content-type-options: nosniff\r\n")
        .doesNotContain("strict-transport-security");
  }

  @Test
  void thePagesOfTheViewerSayThemselvesHowLongTheyAreKept() throws IOException {
    assertThat(answer("/viewer", context -> {}))
        .contains("x-content-type-options: nosniff\r\n")
        .doesNotContain("cache-control")
        .doesNotContain("x-frame-options");
  }

  @Test
  void whatTheMakerOfAnAnswerSaysCounts() throws IOException {
    assertThat(
            answer(
                "/api/v1/sessions",
                context ->
                    context
                        .response()
                        .putHeader("Cache-Control", "max-age=5")
                        .putHeader("X-Frame-Options", "SAMEORIGIN")))
        .contains("cache-control: max-age=5\r\n")
        .contains("x-frame-options: sameorigin\r\n")
        .doesNotContain("no-store")
        .doesNotContain("deny");
  }

  @Test
  void bytesAreNotSaidToBeText() throws IOException {
    assertThat(
            answer(
                "/api/v1/mask",
                context ->
                    context
                        .response()
                        .putHeader("Content-Type", "application/octet-stream;charset=UTF-8")))
        .contains("content-type: application/octet-stream\r\n");
    assertThat(
            answer(
                "/api/v1/mask",
                context -> context.response().putHeader("Content-Type", "application/json")))
        .contains("content-type: application/json\r\n");
  }
}
