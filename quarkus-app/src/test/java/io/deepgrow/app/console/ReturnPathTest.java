package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/deepgrow?StudyInstanceUIDs=1.2.3&x=%20", "/console/audit#row", "/a//b"})
  void goesOnWithinTheService(String path) {
    assertThat(ReturnPath.of(path, "/else")).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "console",
        "//evil.example",
        "/\\evil.example",
        "/a\\b",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/a b",
        "/\u00e9"
      })
  void neverGoesAnywhereElse(String path) {
    assertThat(ReturnPath.of(path, "/else")).isEqualTo("/else");
  }

  @Test
  void takesNoPathWithoutEnd() {
    assertThat(ReturnPath.of("/" + "a".repeat(3000), "/else")).isEqualTo("/else");
  }
}
