package io.deepgrow.seg.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CielabColorTest {

  @ParameterizedTest
  @CsvSource({
    "221, 130, 101, 41661, 41167, 40792",
    "128, 174, 128, 43803, 26565, 37722",
    "0, 151, 206, 38399, 29410, 23264",
    "255, 165, 0, 49107, 39048, 53188",
  })
  void convertsFromDisplayColour(int red, int green, int blue, int l, int a, int b) {
    assertThat(CielabColor.of(new RgbColor(red, green, blue))).isEqualTo(new CielabColor(l, a, b));
  }

  @Test
  void scalesWhiteToTheEndsOfTheRange() {
    assertThat(CielabColor.ofLab(100, 0, 0)).isEqualTo(new CielabColor(65535, 32896, 32896));
    assertThat(CielabColor.ofLab(0, -128, 127)).isEqualTo(new CielabColor(0, 0, 65535));
  }

  @Test
  void bringsColoursBeyondTheRangeToItsBorder() {
    assertThat(CielabColor.ofLab(101, -129, 300)).isEqualTo(new CielabColor(65535, 0, 65535));
  }

  @Property
  void comesBackToTheSameDisplayColourWithinOneStep(
      @ForAll @IntRange(max = 255) int red,
      @ForAll @IntRange(max = 255) int green,
      @ForAll @IntRange(max = 255) int blue) {
    RgbColor back = CielabColor.of(new RgbColor(red, green, blue)).toRgb();

    assertThat(back.red()).isCloseTo(red, within(1));
    assertThat(back.green()).isCloseTo(green, within(1));
    assertThat(back.blue()).isCloseTo(blue, within(1));
  }

  @Test
  void refusesPartsOutsideTheirRange() {
    assertThatThrownBy(() -> new RgbColor(0, 256, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RgbColor(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CielabColor(0, 0, 65536))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
