package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static TrainingPatch patch() {
    GridSize grid = GridSize.cube(4);
    float[] hounsfield = new float[64];
    float[] target = new float[64];
    for (int v = 0; v < 64; v++) {
      hounsfield[v] = 500 * (v % 4) + 100 * (v / 4 % 4) + v / 16;
      target[v] = hounsfield[v] > 900 ? 1 : 0;
    }
    return new TrainingPatch(FloatGrid.of(grid, hounsfield), FloatGrid.of(grid, target), "x");
  }

  @Test
  void noneChangesNothing() {
    TrainingPatch patch = patch();
    assertThat(Augmentation.NONE.apply(new Random(1), patch)).isSameAs(patch);
  }

  @Test
  void mirrorsEachAxisByItsBit() {
    float[] values = {0, 1, 2, 3, 4, 5, 6, 7};
    GridSize grid = GridSize.cube(2);
    assertThat(Augmentation.mirrored(values, grid, 0)).containsExactly(values);
    assertThat(Augmentation.mirrored(values, grid, 1)).containsExactly(1, 0, 3, 2, 5, 4, 7, 6);
    assertThat(Augmentation.mirrored(values, grid, 2)).containsExactly(2, 3, 0, 1, 6, 7, 4, 5);
    assertThat(Augmentation.mirrored(values, grid, 4)).containsExactly(4, 5, 6, 7, 0, 1, 2, 3);
  }

  /** A bright ball, its target, in dark surroundings. */
  private static TrainingPatch ball() {
    int edge = 24;
    float[] hounsfield = new float[edge * edge * edge];
    float[] target = new float[hounsfield.length];
    for (int v = 0; v < target.length; v++) {
      double i = v % edge - 14;
      double j = v / edge % edge - 11;
      double k = v / edge / edge - 12;
      target[v] = i * i + j * j + k * k < 36 ? 1 : 0;
      hounsfield[v] = target[v] > 0 ? 400 : -300;
    }
    GridSize grid = GridSize.cube(edge);
    return new TrainingPatch(FloatGrid.of(grid, hounsfield), FloatGrid.of(grid, target), "ball");
  }

  @Test
  void standardKeepsImageAndTargetTogetherWhereverItPutsThem() {
    Set<Double> volumes = new HashSet<>();
    Set<Integer> firsts = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      TrainingPatch made = Augmentation.STANDARD.apply(new Random(seed), ball());
      float[] target = made.target().values();
      float[] hounsfield = made.hounsfield().values();
      float[] sorted = hounsfield.clone();
      Arrays.sort(sorted);
      float middle = (sorted[sorted.length / 2] + sorted[sorted.length - 100]) / 2;
      int agree = 0;
      double inside = 0;
      int first = -1;
      for (int v = 0; v < target.length; v++) {
        assertThat(target[v]).isIn(0f, 1f);
        inside += target[v];
        agree += hounsfield[v] > middle == target[v] > 0 ? 1 : 0;
        first = first < 0 && target[v] > 0 ? v : first;
      }
      assertThat((double) agree / target.length).isGreaterThan(0.985);
      assertThat(inside).isBetween(400.0, 1900.0);
      volumes.add(inside);
      firsts.add(first);
    }
    assertThat(volumes).hasSizeGreaterThan(10);
    assertThat(firsts).hasSizeGreaterThan(10);
  }

  @Test
  void standardMovesWhatNobodyKnowsAlong() {
    TrainingPatch ball = ball();
    float[] half = ball.target().values().clone();
    for (int v = 0; v < half.length; v++) {
      half[v] = half[v] > 0 && v % 24 > 13 ? TrainingPatch.IGNORED : half[v];
    }
    TrainingPatch unclear =
        new TrainingPatch(ball.hounsfield(), FloatGrid.of(ball.size(), half), "half a ball");
    for (int seed = 0; seed < 20; seed++) {
      TrainingPatch made = Augmentation.STANDARD.apply(new Random(seed), unclear);
      float[] whole = Augmentation.STANDARD.apply(new Random(seed), ball).target().values();
      int unknown = 0;
      int apart = 0;
      for (int v = 0; v < whole.length; v++) {
        float value = made.target().values()[v];
        unknown += value == TrainingPatch.IGNORED ? 1 : 0;
        apart += (value != 0) == (whole[v] != 0) ? 0 : 1;
      }
      assertThat(unknown).isBetween(150, 1100);
      assertThat(apart).isLessThan(90);
    }
  }

  @Test
  void standardIsAFunctionOfItsRandomNumbers() {
    TrainingPatch one = Augmentation.STANDARD.apply(new Random(3), patch());
    TrainingPatch two = Augmentation.STANDARD.apply(new Random(3), patch());
    assertThat(one.hounsfield().values()).isEqualTo(two.hounsfield().values());
  }
}
