package io.deepgrow.training.prepare.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSpacingTest {

  private static final Spacing OWN = new Spacing(0.7, 0.8, 5);

  @Test
  void readsThreeNumbersOneNumberOrNative() {
    assertThat(TargetSpacing.parse("1, 1,3").on(OWN)).isEqualTo(new Spacing(1, 1, 3));
    assertThat(TargetSpacing.parse("1.5").on(OWN)).isEqualTo(Spacing.isotropic(1.5));
    assertThat(TargetSpacing.parse("native").on(OWN)).isEqualTo(OWN);
    assertThat(TargetSpacing.parse("0,0,3").on(OWN)).isEqualTo(new Spacing(0.7, 0.8, 3));
  }

  @Test
  void printsWhatItReads() {
    for (String text : new String[] {"1.0,1.0,3.0", "native"}) {
      assertThat(TargetSpacing.parse(text)).hasToString(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2", "a", "", "1,1,-3", "NaN", "1,1,3,4", "Infinity"})
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> TargetSpacing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spacing");
  }
}
