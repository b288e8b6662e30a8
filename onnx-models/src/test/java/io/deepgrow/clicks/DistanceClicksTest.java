package io.deepgrow.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistanceClicksTest {

  private static final GridSize GRID = GridSize.cube(9);

  private static float[] filled(float value) {
    float[] values = new float[GRID.arrayLength()];
    Arrays.fill(values, value);
    return values;
  }

  /** A cube of 5 voxels a side in the middle. */
  private static float[] target() {
    float[] target = filled(0);
    for (int v = 0; v < target.length; v++) {
      VoxelIndex voxel = GRID.voxel(v);
      boolean inside = true;
      for (int axis = 0; axis < 3; axis++) {
        inside &= Math.abs(voxel.component(axis) - 4) <= 2;
      }
      target[v] = inside ? 1 : 0;
    }
    return target;
  }

  @Test
  void weightIsExponentialInTheChessboardDistance() {
    boolean[] region = new boolean[GRID.arrayLength()];
    float[] target = target();
    for (int v = 0; v < region.length; v++) {
      region[v] = target[v] > 0;
    }
    double[] weights = DistanceClicks.weights(GRID, region);

    assertThat(weights[GRID.flat(4, 4, 4)]).isCloseTo(Math.expm1(3), within(1e-9));
    assertThat(weights[GRID.flat(3, 5, 4)]).isCloseTo(Math.expm1(2), within(1e-9));
    assertThat(weights[GRID.flat(2, 4, 4)]).isCloseTo(Math.expm1(1), within(1e-9));
    assertThat(weights[GRID.flat(1, 4, 4)]).isZero();
  }

  @Test
  void theBorderOfTheGridIsNoEdge() {
    boolean[] all = new boolean[GRID.arrayLength()];
    Arrays.fill(all, true);
    assertThat(DistanceClicks.weights(GRID, all)).containsOnly(1);

    all[GRID.flat(8, 8, 8)] = false;
    assertThat(DistanceClicks.weights(GRID, all)[0]).isCloseTo(Math.expm1(8), within(1e-9));
  }

  @Test
  void correctTheLargerErrorAndPositivelyWhenTheyAreAlike() {
    float[] target = target();
    Click missed = DistanceClicks.next(new Random(1), GRID, target, filled(-1)).orElseThrow();
    Click excess = DistanceClicks.next(new Random(1), GRID, target, filled(1)).orElseThrow();
    float[] moved = target.clone();
    for (int v = 0; v < moved.length; v++) {
      moved[v] = target[v] > 0 ? 1 : -1;
    }
    moved[GRID.flat(4, 4, 4)] = -1;
    moved[GRID.flat(0, 0, 0)] = 1;
    Click tie = DistanceClicks.next(new Random(1), GRID, target, moved).orElseThrow();

    assertThat(missed.isPositive()).isTrue();
    assertThat(target[GRID.flat(missed.voxel())]).isEqualTo(1);
    assertThat(excess.isPositive()).isFalse();
    assertThat(target[GRID.flat(excess.voxel())]).isZero();
    assertThat(tie.isPositive()).isTrue();
    assertThat(tie.voxel()).isEqualTo(new VoxelIndex(4, 4, 4));
  }

  @Test
  void aPerfectPredictionNeedsNone() {
    float[] perfect = target();
    for (int v = 0; v < perfect.length; v++) {
      perfect[v] = perfect[v] > 0 ? 2 : -2;
    }
    assertThat(DistanceClicks.next(new Random(1), GRID, target(), perfect)).isEmpty();
  }

  @Test
  void aDrawFollowsTheWeights() {
    double[] weights = {0, 1, 0, 3, 0};
    assertThat(DistanceClicks.draw(weights, 0)).isEqualTo(1);
    assertThat(DistanceClicks.draw(weights, 0.24)).isEqualTo(1);
    assertThat(DistanceClicks.draw(weights, 0.26)).isEqualTo(3);
    assertThat(DistanceClicks.draw(weights, 1)).isEqualTo(3);
  }
}
