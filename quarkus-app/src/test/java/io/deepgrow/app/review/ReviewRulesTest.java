package io.deepgrow.app.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.volume.grid.PatientPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewRulesTest {

  private static void refuses(@Nullable Integer segment, @Nullable Integer k, String named) {
    assertThatThrownBy(() -> ReviewRules.check(new ReviewPlace(segment, k, null)))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(named);
  }

  @Test
  void aCommentLosesTheBlanksAroundItAndMayHaveLines() {
    assertThat(ReviewRules.comment("  not\nthe hilum ")).isEqualTo("not\nthe hilum");
    assertThat(ReviewRules.comment("x".repeat(2000))).hasSize(2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "a\u0000b", "a\u202Eb"})
  void aCommentIsTextThatIsWhatItLooksLike(String text) {
    assertThatThrownBy(() -> ReviewRules.comment(text))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("comment");
    assertThatThrownBy(() -> ReviewRules.comment("x".repeat(2001)))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void aPlaceIsSomewhere() {
    refuses(0, null, "segment");
    refuses(256, null, "segment");
    refuses(null, -1, "k");
    assertThatThrownBy(
            () ->
                ReviewRules.check(new ReviewPlace(null, null, new PatientPoint(Double.NaN, 0, 0))))
        .hasMessageStartingWith("patient");
    assertThatCode(
            () -> ReviewRules.check(new ReviewPlace(1, 0, new PatientPoint(-12.5, 80, 1200))))
        .doesNotThrowAnyException();
  }
}
