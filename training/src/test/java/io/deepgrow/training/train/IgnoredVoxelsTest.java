package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.clicks.CubeClicks;
import io.deepgrow.clicks.DistanceClicks;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nobody knows there is no loss, no click and no part of a Dice. */
class IgnoredVoxelsTest {

  private static final GridSize GRID = GridSize.cube(4);

  /** The first slice inside, the second outside, the others not known. */
  private static float[] target() {
    float[] target = new float[64];
    for (int v = 0; v < target.length; v++) {
      target[v] = v < 16 ? 1 : v < 32 ? 0 : TrainingPatch.IGNORED;
    }
    return target;
  }

  private static float[] logits(float inside, float outside, float unknown) {
    float[] logits = new float[64];
    for (int v = 0; v < logits.length; v++) {
      logits[v] = v < 16 ? inside : v < 32 ? outside : unknown;
    }
    return logits;
  }

  private static double loss(TrainingLoss loss, float[] logits, float[] target) {
    try (PointerScope scope = new PointerScope()) {
      long[] shape = {1, 1, logits.length / 16, 4, 4};
      return loss.of(Tensor.create(logits, shape), Tensor.create(target, shape)).item_float();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsThatOfTheOtherVoxelsAlone(TrainingLoss loss) {
    float[] known = Arrays.copyOf(logits(1, -0.5f, 0), 32);
    double expected = loss(loss, known, Arrays.copyOf(target(), 32));
    for (float unknown : new float[] {-9, 0, 9}) {
      assertThat(loss(loss, logits(1, -0.5f, unknown), target())).isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPatchOfWhichNothingIsKnownTeachesNothing(TrainingLoss loss) {
    float[] unknown = new float[64];
    Arrays.fill(unknown, TrainingPatch.IGNORED);
    assertThat(loss(loss, logits(3, 3, 3), unknown)).isFinite();
  }

  @Test
  void noClickCorrectsThem() {
    float[] wrongThere = logits(1, -1, 1);
    assertThat(CubeClicks.next(new Random(1), GRID, target(), wrongThere)).isEmpty();
    assertThat(DistanceClicks.next(new Random(1), GRID, target(), wrongThere)).isEmpty();
  }

  @Test
  void theDiceIsThatOfTheOthers() {
    TrainingPatch patch =
        new TrainingPatch(FloatGrid.zeros(GRID), FloatGrid.of(GRID, target()), "half known");
    ClickedPatch clicked = new ClickedPatch(0, patch, 1);
    clicked.saw(logits(1, -1, 1));
    assertThat(clicked.dice()).isEqualTo(1);
    assertThat(patch.foreground()).isEqualTo(0.25);
  }

  @Test
  void aMaskToCorrectIsMadeAsIfTheyWereOutside() {
    float[] outside = target();
    for (int v = 32; v < outside.length; v++) {
      outside[v] = 0;
    }
    assertThat(StartMask.of(new Random(4), FloatGrid.of(GRID, target())))
        .isEqualTo(StartMask.of(new Random(4), FloatGrid.of(GRID, outside)));
  }
}
