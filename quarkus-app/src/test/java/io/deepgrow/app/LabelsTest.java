package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  @Test
  void blanksAroundANameAreNoPartOfIt() {
    assertThat(Labels.require("  left kidney \u3000")).isEqualTo("left kidney");
    assertThat(Labels.require(" ")).isEmpty();
  }

  @Test
  void aNameMayBeAsLongAsItsElementInDicomAndNoLonger() {
    String most = "n".repeat(64);

    assertThat(Labels.require(most + "  ")).isEqualTo(most);
    assertThatThrownBy(() -> Labels.require(most + "n"))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageContaining("64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\\values",
        "a\nb",
        "a\tb",
        "a\u0000b",
        "a\u007Fb",
        "a\u200Eb",
        "a\u200Fb",
        "a\u061Cb",
        "a\u202Eb",
        "a\u2066b",
        "a\u2069b"
      })
  void whatIsNotWhatItLooksLikeIsNoName(String name) {
    assertThatThrownBy(() -> Labels.require(name)).isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Milz (groß)", "脾臓", "كبد", "a^b=c", "4/5\" <b>"})
  void namesOfAllLanguagesAreNames(String name) {
    assertThat(Labels.require(name)).isEqualTo(name);
  }
}
