package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StartMaskTest {

  private static final GridSize GRID = GridSize.cube(32);

  /** A ball in the middle. */
  private static FloatGrid target() {
    float[] values = new float[GRID.arrayLength()];
    for (int v = 0; v < values.length; v++) {
      VoxelIndex at = GRID.voxel(v);
      double i = at.i() - 15.5;
      double j = at.j() - 15.5;
      double k = at.k() - 15.5;
      values[v] = i * i + j * j + k * k < 64 ? 1 : 0;
    }
    return FloatGrid.of(GRID, values);
  }

  private static double dice(float[] logits, float[] target) {
    double both = 0;
    double sum = 0;
    for (int v = 0; v < logits.length; v++) {
      both += logits[v] > 0 ? target[v] : 0;
      sum += target[v] + (logits[v] > 0 ? 1 : 0);
    }
    return 2 * both / sum;
  }

  @Test
  void isLikeTheTargetButWrongSomewhere() {
    float[] target = target().values();
    double sum = 0;
    for (int seed = 0; seed < 40; seed++) {
      float[] mask = StartMask.of(new Random(seed), target());
      assertThat(mask).containsOnly(1, -1);
      double dice = dice(mask, target);
      assertThat(dice).isLessThan(0.999);
      sum += dice;
    }
    assertThat(sum / 40).isBetween(0.5, 0.95);
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(StartMask.of(new Random(3), target()))
        .isEqualTo(StartMask.of(new Random(3), target()));
  }
}
