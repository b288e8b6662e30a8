package io.deepgrow.app.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No caller can send the PACS a request that was not checked, whatever the bytes. */
@QuarkusTest
@TestProfile(EdgeProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(RawPacs.class)
class SmugglingIT {

  private static final String INNER = "DELETE /pacs/studies/1.2.3 HTTP/1.1\r\nHost: pacs\r\n\r\n";
  private static final int PATIENCE = 3_000;

  @BeforeEach
  void forget() {
    RawPacs.SEEN.clear();
    RawPacs.json("[]");
  }

  /** What comes back for these bytes, as far as it comes. */
  private static String send(String bytes) throws IOException {
    try (Socket socket = RawHttp.to(RestAssured.port).open()) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      try {
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
          answer.append((char) c);
        }
      } catch (SocketTimeoutException e) {
        // no more comes
      }
      return answer.toString();
    }
  }

  private static String head(String line, String... headers) {
    StringBuilder head = new StringBuilder(line + "\r\nHost: 127.0.0.1\r\n");
    head.append("Authorization: Bearer ").append(EdgeProfile.TOKEN).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
  }

  /** MONAI Label's client repeats the length of its last body with requests that have none. */
  @Test
  void aLengthWithoutABodyIsAnsweredToOlderClientsAndEndsTheConnection() throws IOException {
    String head = head("GET /info/ HTTP/1.1", "Content-Length: 400") + "\r\n";

    assertThat(send(head)).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
    assertThat(send(head.replace("GET /info/", "DELETE /session/none")))
        .startsWith("HTTP/1.1 404")
        .containsOnlyOnce("HTTP/1.1");
    assertThat(send(head + head("GET /info/ HTTP/1.1") + "\r\n"))
        .startsWith("HTTP/1.1 200")
        .containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void aHarmlessStoreReachesThePacsOnceWithItsBody() throws IOException {
    String answer =
        send(
            head("POST /dicom-web/studies HTTP/1.1", "Connection: close", "Content-Length: 4")
                + "\r\nabcd");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(RawPacs.SEEN).containsExactly("POST /pacs/studies HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /dicom-web/studies HTTP/1.0|Transfer-Encoding: chunked|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.0|Transfer-Encoding: chunked",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: 4|Transfer-Encoding: chunked",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: xchunked",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: xchunked|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: identity|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: gzip, chunked",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: chunked, identity|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding: chunked|Transfer-Encoding: identity",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding : chunked|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Transfer-Encoding:\u000bchunked|Content-Length: 4",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: 4|Content-Length: 200",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: 4, 200",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: +4",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: 0x4",
        "POST /dicom-web/studies HTTP/1.1|Content-Length: -4",
        "GET /dicom-web/studies HTTP/1.1|Content-Length: 4",
        "GET /dicom-web/studies HTTP/1.1|Transfer-Encoding: chunked"
      })
  void whatTwoServersCouldReadInTwoWaysIsRefusedBeforeThePacsSeesAnything(String request)
      throws IOException {
    String[] parts = request.split("\\|", -1);
    String[] headers = Arrays.copyOfRange(parts, 1, parts.length);

    String answer = send(head(parts[0], headers) + "\r\n" + chunk("abcd") + INNER);

    // a connection that is closed with bytes unread may take the answer with it
    assertThat(answer).doesNotContainPattern("HTTP/1\\.[01] (?!400|501)");
    assertThat(RawPacs.SEEN).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dicom-web/studies;x=1",
        "/dicom-web/studies%3bx",
        "/dicom-web/studies%2f..%2f..%2fsystem",
        "/dicom-web/studies%00",
        "/dicom-web/studies\\..\\..\\system"
      })
  void aPathThatTwoServersCouldReadInTwoWaysGoesNoFurther(String path) throws IOException {
    String answer = send(head("GET " + path + " HTTP/1.1", "Connection: close") + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(RawPacs.SEEN).isEmpty();
  }

  @Test
  void aChunkExtensionHidesNoRequest() throws IOException {
    String body = "1;a=\"\r\nX\r\n0\r\n\r\n" + INNER + "\"\r\n0\r\n\r\n";

    send(head("POST /dicom-web/studies HTTP/1.1", "Transfer-Encoding: chunked") + "\r\n" + body);

    assertThat(RawPacs.SEEN).noneMatch(line -> line.startsWith("DELETE"));
  }

  @Test
  void aBodyThatLooksLikeARequestArrivesAsABody() throws IOException {
    RawPacs.json("[]");
    String answer =
        send(
            head("POST /dicom-web/studies HTTP/1.1", "Connection: close", "Content-Length: 4")
                + "\r\nabcd"
                + INNER);

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(RawPacs.SEEN).containsExactly("POST /pacs/studies HTTP/1.1");
  }

  @Test
  void aGetGoesToThePacsWithoutABodyOrItsHeaders() throws IOException {
    send(head("GET /dicom-web/studies HTTP/1.1", "Connection: close") + "\r\n");

    assertThat(RawPacs.SEEN).containsExactly("GET /pacs/studies HTTP/1.1");
    assertThat(RawPacs.LAST_HEAD.get()).doesNotContainIgnoringCase("transfer-encoding");
    assertThat(RawPacs.LAST_HEAD.get()).doesNotContainIgnoringCase("content-length");
  }

  @Test
  void aPageFromThePacsRunsInNobodysBrowser() throws IOException {
    RawPacs.with("text/html", "<script>steal()</script>");
    String answer =
        send(
            head(
                    "GET /dicom-web/studies/1.2/series/1.3/instances/1.4/rendered HTTP/1.1",
                    "Connection: close")
                + "\r\n");

    assertThat(answer).containsIgnoringCase("content-type: application/octet-stream");
    assertThat(answer).containsIgnoringCase("x-content-type-options: nosniff");
    assertThat(answer).contains("sandbox; default-src 'none'");
    assertThat(answer).containsIgnoringCase("cache-control: no-store");
  }

  @Test
  void aPartsPlaceIsGivenAsOursAndAnEncodingIsPassedOn() throws IOException {
    String place = "Content-Location: http://127.0.0.1:" + RawPacs.port + "/pacs/studies/1";
    RawPacs.with("multipart/related; boundary=b", "--b\r\n" + place + "\r\n\r\nx\r\n--b--\r\n");
    String answer =
        given()
            .header("Authorization", "Bearer " + EdgeProfile.TOKEN)
            .get("/dicom-web/studies/1.2/series/1.3/instances/1.4/frames/1")
            .asString();

    assertThat(answer).contains("/dicom-web/studies/1\r\n").doesNotContain("/pacs/");
  }
}
