package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ErrorCode;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

  private static Head post() {
    return Head.of("POST", "/api/v1/sessions");
  }

  private static void refused(Head head, String words) {
    assertThat(Framing.check(head.request()).map(Refusal::code)).contains(ErrorCode.BAD_REQUEST);
    assertThat(Framing.check(head.request()).map(Refusal::detail).orElse("")).contains(words);
  }

  private static void accepted(Head head) {
    assertThat(Framing.check(head.request())).isEmpty();
  }

  @Test
  void aBodyHasOneLengthOrIsChunked() {
    accepted(post());
    accepted(post().with("Content-Length", "0"));
    accepted(post().with("Content-Length", "123456789012345"));
    accepted(post().with("Transfer-Encoding", "chunked"));
    accepted(post().with("Transfer-Encoding", " Chunked "));
  }

  @Test
  void aLengthAndChunksTogetherCouldBeReadInTwoWays() {
    refused(post().with("Content-Length", "5").with("Transfer-Encoding", "chunked"), "not both");
  }

  @Test
  void anOlderServerBeforeUsWouldNotKnowChunks() {
    refused(post().with("Transfer-Encoding", "chunked").in(HttpVersion.HTTP_1_0), "HTTP/1.0");
    accepted(post().with("Content-Length", "5").in(HttpVersion.HTTP_1_0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip, chunked", "chunked, identity", "xchunked", ""})
  void otherCodingsAreRefused(String coding) {
    refused(post().with("Transfer-Encoding", coding), "only Transfer-Encoding");
  }

  @Test
  void codingsInTwoHeadersAreRefusedThoughEachIsGood() {
    refused(
        post().with("Transfer-Encoding", "chunked").with("Transfer-Encoding", "chunked"),
        "only Transfer-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+5", "5 ", "5,5", "0x5", "1e3", "1234567890123456", "٥"})
  void aLengthThatIsNoPlainNumberIsRefused(String length) {
    refused(post().with("Content-Length", length), "Content-Length is one number");
  }

  @Test
  void twoLengthsAreRefusedThoughTheyAreTheSame() {
    refused(post().with("Content-Length", "5").with("Content-Length", "5"), "one number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sessions;jsessionid=1",
        "/api\\v1",
        "/dicom-web/studies/..%2f..%2fadmin",
        "/dicom-web/studies/..%2F..%2Fadmin",
        "/a%5cb",
        "/a%5Cb",
        "/a%3Bb",
        "/a%00b"
      })
  void aPathThatAnotherServerWouldReadOtherwiseIsRefused(String path) {
    refused(Head.of("GET", path), "The path has characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/sessions", "/datastore/image%20name", "/a%25b", "/%2e%2e"})
  void otherPathsAreLeftToTheirResources(String path) {
    accepted(Head.of("GET", path));
  }

  @Test
  void aRequestWithoutAPathIsNoFaultOfTheService() {
    accepted(Head.of("CONNECT", null));
  }

  @Test
  void aNulInAQueryIsRefusedBeforeTheDatabaseDoes() {
    refused(Head.of("GET", "/dicom-web/studies").query("PatientID=%00"), "no NUL");
    accepted(Head.of("GET", "/dicom-web/studies").query("PatientID=%2f;a"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "CONNECT, true",
    "DELETE, false",
    "OPTIONS, false",
    "POST, false",
    "PUT, false"
  })
  void methodsThatHaveNoBodyBringNone(String method, boolean refused) {
    Head length = Head.of(method, "/").with("Content-Length", "5");
    Head chunks = Head.of(method, "/").with("Transfer-Encoding", "chunked");

    assertThat(Framing.checkBody(length.request()).isPresent()).isEqualTo(refused);
    assertThat(Framing.checkBody(chunks.request()).isPresent()).isEqualTo(refused);
    assertThat(Framing.checkBody(Head.of(method, "/").with("Content-Length", "0").request()))
        .isEqualTo(Optional.empty());
    assertThat(Framing.checkBody(Head.of(method, "/").request())).isEmpty();
  }
}
