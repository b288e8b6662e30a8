package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static final String HOST = "ct.example.org:8080";

  private final Origins guarded = new Origins(Settings.edge(), false, List.of());
  private final Origins open = new Origins(Settings.edge(), true, List.of());
  private final Origins named =
      new Origins(
          Settings.edge(
              "deepgrow.http.hosts",
              "CT.example.org,[2001:db8::1]",
              "deepgrow.http.public-url",
              "https://Viewer.example.org/ct"),
          false,
          List.of("https://ohif.example.org"));

  private static Head post(String host) {
    return Head.of("POST", "/api/v1/sessions").with("Host", host);
  }

  private static Optional<ErrorCode> answer(Origins origins, Head head) {
    return origins.check(head.request()).map(Refusal::code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:1", "[::1]:8080"})
  void whereNobodySignsInThisMachineIsCalledByItsOwnNames(String host) {
    assertThat(answer(open, post(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example.org", "127.0.0.1.evil.org", "localhost.", "[::2]:80", "", ":80"})
  void aPageThatReachesUsUnderANameOfItsOwnIsTurnedAway(String host) {
    assertThat(answer(open, post(host))).contains(ErrorCode.HOST_NOT_ALLOWED);
  }

  @Test
  void withoutAHostNobodyKnowsWhoIsCalled() {
    assertThat(answer(open, Head.of("GET", "/"))).contains(ErrorCode.HOST_NOT_ALLOWED);
    assertThat(answer(guarded, Head.of("GET", "/"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ct.example.org, true",
    "ct.EXAMPLE.org:443, true",
    "[2001:db8::1]:8080, true",
    "viewer.example.org, true",
    "localhost:8080, true",
    "other.example.org, false"
  })
  void namedHostsThePublicOneAndThisMachineAreAnswered(String host, boolean answered) {
    assertThat(answer(named, post(host)).isEmpty()).isEqualTo(answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void whatChangesNothingMayComeFromAnyPage(String method) {
    Head head =
        Head.of(method, "/")
            .with("Host", HOST)
            .with("Origin", "https://evil.example.org")
            .with("Sec-Fetch-Site", "cross-site");

    assertThat(answer(guarded, head)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void aPageElsewhereChangesNothing(String method) {
    Head head = Head.of(method, "/").with("Host", HOST).with("Origin", "https://evil.example.org");

    assertThat(answer(guarded, head)).contains(ErrorCode.CROSS_SITE);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, true",
    "none, true",
    "same-site, false",
    "cross-site, false",
    "'', false"
  })
  void whatTheBrowserSaysOfItsPageCountsMoreThanItsOrigin(String site, boolean answered) {
    Head head = post(HOST).with("Origin", "http://" + HOST).with("Sec-Fetch-Site", site);

    assertThat(answer(guarded, head).isEmpty()).isEqualTo(answered);
  }

  @Test
  void programsSendNeitherAndAreNoPages() {
    assertThat(answer(guarded, post(HOST))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://ct.example.org:8080, true",
    "https://ct.example.org:8080, true",
    "http://ct.example.org, false",
    "http://xct.example.org:8080, false",
    "null, false",
    "'', false"
  })
  void olderBrowsersPagesAreOursWhenTheirOriginIsTheHostTheyCall(String origin, boolean answered) {
    assertThat(answer(guarded, post(HOST).with("Origin", origin)).isEmpty()).isEqualTo(answered);
  }

  @Test
  void aPageBehindTheProxyIsOursByThePublicUrl() {
    Head head = post("ct.example.org").with("Origin", "https://Viewer.example.org");

    assertThat(answer(named, head)).isEmpty();
  }

  @Test
  void aPageThatIsNamedMayCallFromElsewhereAndNoOther() {
    Head page =
        post("ct.example.org")
            .with("Origin", "https://ohif.example.org")
            .with("Sec-Fetch-Site", "cross-site");
    Head other =
        post("ct.example.org")
            .with("Origin", "https://ohif.example.org.evil.org")
            .with("Sec-Fetch-Site", "cross-site");

    assertThat(answer(named, page)).isEmpty();
    assertThat(answer(named, other)).contains(ErrorCode.CROSS_SITE);
  }

  @Test
  void aStarLetsAllPagesCall() {
    Origins all = new Origins(Settings.edge(), false, List.of("*"));

    assertThat(answer(all, post(HOST).with("Origin", "https://anywhere.example"))).isEmpty();
  }
}
