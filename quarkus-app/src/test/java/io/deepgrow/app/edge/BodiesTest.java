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

class BodiesTest {

  private static final String HEAD = "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\n";

  private final Queue<RoutingContext> held = new ConcurrentLinkedQueue<>();
  private final EdgeServer server =
      new EdgeServer(vertx -> List.of(new Bodies(vertx, config())::handle, this::answerOrHold));

  private static EdgeConfig config() {
    return Settings.edge(
        "deepgrow.http.large-bodies",
        "2",
        "deepgrow.http.body-time",
        "400ms",
        "deepgrow.http.body-rate",
        "1G");
  }

  /** Tells what came; bodies that are not there yet are held until the test lets them go. */
  private void answerOrHold(RoutingContext context) {
    if (context.body().buffer() == null && Framing.hasBody(context.request())) {
      held.add(context);
    } else {
      String body = String.valueOf(context.body().asString());
      EdgeServer.end(context, "came: " + body);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSmallBodyIsThereBeforeAnybodyLooksAtTheRequest() throws IOException {
    try (EdgeServer.Client client = server.connect()) {
      client.send(HEAD + "Content-Length: 6\r\n\r\nabc").send("def");

      assertThat(client.toTheEnd()).contains("200 OK").endsWith("came: abcdef");
    }
  }

  @Test
  void aRequestWithoutABodyGoesOnAtOnce() throws IOException {
    assertThat(server.answer("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).contains("200 OK");
    assertThat(server.answer(HEAD + "Content-Length: 0\r\n\r\n")).contains("200 OK");
  }

  @Test
  void whoAsksFirstIsToldToGoOn() throws IOException {
    try (EdgeServer.Client client = server.connect()) {
      client.send(HEAD + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");

      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
      assertThat(client.send("abc").toTheEnd()).endsWith("came: abc");
    }
  }

  @Test
  void aSmallBodyThatDoesNotComeIsGivenUpWithItsConnection() throws IOException {
    assertThat(server.answer(HEAD + "Content-Length: 6\r\n\r\nabc"))
        .startsWith("HTTP/1.1 408")
        .containsIgnoringCase("connection: close")
        .contains("request.too_slow");
  }

  @Test
  void aLargeBodyBelowTheLeastRateIsGivenUp() throws IOException {
    assertThat(server.answer(HEAD + "Content-Length: " + (Bodies.SMALL + 1) + "\r\n\r\nabc"))
        .startsWith("HTTP/1.1 408")
        .contains("request.too_slow");
    assertThat(held).hasSize(1);
  }

  @Test
  void ofUnknownLengthIsAsGoodAsLarge() throws IOException {
    try (EdgeServer.Client client = server.connect()) {
      client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");

      Awaitility.await().until(() -> held.size() == 1);
      assertThat(client.toTheEnd()).contains("408");
    }
  }

  @Test
  void moreLargeBodiesThanThereIsRoomForAreSentAwayAndTheirRoomIsFreedAgain() throws IOException {
    String large = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    try (EdgeServer.Client one = server.connect();
        EdgeServer.Client two = server.connect()) {
      one.send(large);
      two.send(large);
      Awaitility.await().until(() -> held.size() == 2);

      assertThat(server.answer(large))
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("retry-after: 1")
          .contains("service.busy");
      assertThat(server.answer(HEAD + "Content-Length: 1\r\n\r\na")).endsWith("came: a");

      held.forEach(context -> EdgeServer.end(context, "done"));
      assertThat(one.toTheEnd()).endsWith("done");
      assertThat(two.toTheEnd()).endsWith("done");
    }
    held.clear();

    try (EdgeServer.Client three = server.connect()) {
      three.send(large);
      Awaitility.await().until(() -> held.size() == 1);
    }
  }

  @Test
  void aClientThatLeavesWithinASmallBodyIsNoRequest() throws IOException {
    server.connect().send(HEAD + "Content-Length: 6\r\n\r\nabc").close();

    assertThat(server.answer(HEAD + "Content-Length: 1\r\n\r\na")).endsWith("came: a");
    assertThat(held).isEmpty();
  }
}
