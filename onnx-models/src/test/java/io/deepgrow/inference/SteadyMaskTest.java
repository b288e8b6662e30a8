package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyMaskTest {

  private static final float[] INSIDE = {1, 1, 1, 1};
  private static final float[] OUTSIDE = {0, 0, 0, 0};

  private static boolean[] after(float[] before, boolean positive, float threshold) {
    float[] logits = {threshold - 3, threshold - 1, threshold + 1, threshold + 3};
    SteadyMask.apply(before, positive, threshold, logits);
    boolean[] inside = new boolean[logits.length];
    for (int v = 0; v < inside.length; v++) {
      inside[v] = logits[v] >= threshold;
    }
    return inside;
  }

  @Test
  void aPositiveClickTakesOutOnlyWhatIsSurelyOutside() {
    assertThat(after(INSIDE, true, 0)).containsExactly(false, true, true, true);
    assertThat(after(INSIDE, true, 0.5f)).containsExactly(false, true, true, true);
  }

  @Test
  void aPositiveClickTakesInWhatItWants() {
    assertThat(after(OUTSIDE, true, 0)).containsExactly(false, false, true, true);
  }

  @Test
  void aNegativeClickTakesInOnlyWhatIsSurelyInside() {
    assertThat(after(OUTSIDE, false, 0)).containsExactly(false, false, false, true);
  }

  @Test
  void aNegativeClickTakesOutWhatItWants() {
    assertThat(after(INSIDE, false, 0)).containsExactly(false, false, true, true);
  }
}
