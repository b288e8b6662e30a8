package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  private static final String GET = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private static String answer(Refusal refusal, String request) throws IOException {
    return answer(refusal::answer, request);
  }

  private static String answer(Handler<RoutingContext> handler, String request) throws IOException {
    try (EdgeServer server = new EdgeServer(vertx -> List.of(EdgeServer::closing, handler))) {
      return server.answer(request);
    }
  }

  @Test
  void isAProblemWithItsCodeAndWhatToDo() throws IOException {
    assertThat(answer(new Refusal(ErrorCode.CROSS_SITE, "not from there"), "GET /api/v1/a" + GET))
        .startsWith("HTTP/1.1 403 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"code\":\"request.cross_site\"")
        .contains("\"detail\":\"not from there\"")
        .contains("\"title\":\"Forbidden\"")
        .contains("\"status\":403")
        .doesNotContainIgnoringCase("retry-after")
        .doesNotContainIgnoringCase("www-authenticate");
  }

  @ParameterizedTest
  @CsvSource({"BUSY, 1", "UNAVAILABLE, 5", "TOO_MANY_GUESSES, 60"})
  void saysWhenToComeAgain(ErrorCode code, int seconds) throws IOException {
    assertThat(answer(new Refusal(code, "later"), "GET /api/v1/a" + GET))
        .containsIgnoringCase("retry-after: " + seconds + "\r\n");
  }

  @Test
  void saysHowToSignIn() throws IOException {
    assertThat(answer(new Refusal(ErrorCode.UNAUTHENTICATED, "who"), "GET /api/v1/a" + GET))
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("www-authenticate: Bearer");
  }

  @ParameterizedTest
  @CsvSource({"/infer/deepgrow", "/monailabel/info", "/v1/models"})
  void clientsOfTheOlderProtocolsGetErrorsTheyCanShow(String path) throws IOException {
    assertThat(answer(new Refusal(ErrorCode.BUSY, "later"), "GET " + path + GET))
        .containsIgnoringCase("content-type: application/json\r\n")
        .contains("\"detail\":\"later\"")
        .contains("\"success\":false");
  }

  @Test
  void anAnswerBeforeTheEndOfABodyIsTheLastOnItsConnection() throws IOException {
    assertThat(
            answer(
                new Refusal(ErrorCode.UPLOAD_TOO_LARGE, "too large")::answer,
                "POST /api/v1/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc"))
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void nothingThatWasSentAlongWithAMalformedRequestIsAnswered() throws IOException {
    String smuggled = "GET /api/v1/second HTTP/1.1\r\nHost: a\r\n\r\n";

    String answers =
        answer(
            context -> {
              if (!Connections.takesNoMore(context.request())) {
                new Refusal(ErrorCode.BAD_REQUEST, "one only").answerLast(context);
              }
            },
            "GET /api/v1/first HTTP/1.1\r\nHost: a\r\n\r\n" + smuggled + smuggled);

    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(2);
    assertThat(answers).containsIgnoringCase("connection: close");
  }

  @Test
  void anAnswerThatHasBegunIsBrokenOffAndNotContinuedAsAProblem() throws IOException {
    String answer =
        answer(
            context -> {
              context.response().setChunked(true).write("half of it");
              new Refusal(ErrorCode.BODY_TOO_SLOW, "too slow").answer(context);
            },
            "GET /api/v1/a" + GET);

    assertThat(answer).doesNotContain("too slow").doesNotEndWith("0\r\n\r\n");
  }
}
