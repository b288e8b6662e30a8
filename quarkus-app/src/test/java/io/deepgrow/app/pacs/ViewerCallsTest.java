package io.deepgrow.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerCallsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/studies",
        "/studies/1.2/series",
        "/studies/1.2/metadata",
        "/studies/1.2/series/3.4/metadata",
        "/studies/1.2/series/3.4/instances/5.6",
        "/studies/1.2/series/3.4/instances/5.6/frames/1,2",
        "/studies/1.2/series/3.4/instances/5.6/bulkdata/7fe00010"
      })
  void readingPasses(String path) {
    assertThat(ViewerCalls.allowed(HttpMethod.GET, path)).isTrue();
    assertThat(ViewerCalls.allowed(HttpMethod.DELETE, path)).isFalse();
    assertThat(ViewerCalls.allowed(HttpMethod.PUT, path)).isFalse();
  }

  @Test
  void storingPassesOnlyToStudies() {
    assertThat(ViewerCalls.allowed(HttpMethod.POST, "/studies")).isTrue();
    assertThat(ViewerCalls.allowed(HttpMethod.POST, "/studies/1.2")).isTrue();
    assertThat(ViewerCalls.allowed(HttpMethod.POST, "/studies/1.2/series/3.4")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/../system",
        "/studies/../../instances",
        "/studies/x",
        "/workitems",
        "/studies/1.2/reject",
        "/studies/1.2/series/3.4/instances/5.6/bulkdata/../../x",
        "/studies/11111111111111111111111111111111111111111111111111111111111111111"
      })
  void nothingElsePasses(String path) {
    assertThat(ViewerCalls.allowed(HttpMethod.GET, path)).isFalse();
  }
}
