package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.FloatGrid;
import io.deepgrow.volume.GridSize;
import java.util.Random;
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

  @Test
  void standardKeepsImageAndTargetTogether() {
    boolean differs = false;
    for (int seed = 0; seed < 30; seed++) {
      TrainingPatch patch = patch();
      TrainingPatch made = Augmentation.STANDARD.apply(new Random(seed), patch);
      float[] hounsfield = made.hounsfield().values();
      float[] target = made.target().values();
      double inside = 0;
      double outside = 0;
      int count = 0;
      for (int v = 0; v < 64; v++) {
        inside += target[v] * hounsfield[v];
        outside += (1 - target[v]) * hounsfield[v];
        count += (int) target[v];
      }
      assertThat(count).isEqualTo(32);
      assertThat(inside / count - outside / (64 - count)).isGreaterThan(400);
      differs |= target[0] != patch.target().values()[0];
    }
    assertThat(differs).isTrue();
  }

  @Test
  void standardIsAFunctionOfItsRandomNumbers() {
    TrainingPatch one = Augmentation.STANDARD.apply(new Random(3), patch());
    TrainingPatch two = Augmentation.STANDARD.apply(new Random(3), patch());
    assertThat(one.hounsfield().values()).isEqualTo(two.hounsfield().values());
  }
}
