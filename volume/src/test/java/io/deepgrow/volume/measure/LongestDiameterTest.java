package io.deepgrow.volume.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongestDiameterTest {

  private static Mask mask(Spacing spacing, int... voxels) {
    Mask mask = Mask.empty(VolumeGeometry.axial(new GridSize(21, 22, 5), spacing));
    for (int n = 0; n < voxels.length; n += 3) {
      mask.set(new VoxelIndex(voxels[n], voxels[n + 1], voxels[n + 2]), true);
    }
    return mask;
  }

  @Test
  void ofNothingIsNone() {
    assertThat(LongestDiameter.of(mask(Spacing.isotropic(1)))).isEmpty();
  }

  @Test
  void ofOneVoxelIsZero() {
    LongestDiameter one = LongestDiameter.of(mask(Spacing.isotropic(1), 4, 5, 2)).orElseThrow();
    assertThat(one.millimetres()).isZero();
    assertThat(one.from()).isEqualTo(new VoxelIndex(4, 5, 2));
  }

  @Test
  void liesWithinASliceAndKnowsTheSpacing() {
    Mask mask = mask(new Spacing(0.5, 2, 50), 1, 1, 0, 20, 1, 1, 20, 6, 1, 2, 2, 4);
    LongestDiameter found = LongestDiameter.of(mask).orElseThrow();
    assertThat(found.millimetres()).isEqualTo(10);
    assertThat(found.from().k()).isEqualTo(1);
    assertThat(found.to().k()).isEqualTo(1);
  }

  @Test
  void ofARowAndOfAColumn() {
    assertThat(diameter(mask(new Spacing(0.7, 3, 1), 2, 3, 1, 3, 3, 1, 4, 3, 1, 9, 3, 1)))
        .isCloseTo(4.9, within(1e-9));
    assertThat(diameter(mask(new Spacing(0.7, 3, 1), 2, 3, 1, 2, 4, 1, 2, 8, 1)))
        .isCloseTo(15, within(1e-9));
  }

  @Test
  void isTheLargestOfAllPairs() {
    Random random = new Random(5);
    for (int run = 0; run < 60; run++) {
      Spacing spacing = new Spacing(0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 3);
      int[] voxels = new int[3 * (1 + random.nextInt(40))];
      for (int n = 0; n < voxels.length; n += 3) {
        voxels[n] = random.nextInt(21);
        voxels[n + 1] = random.nextInt(22);
        voxels[n + 2] = random.nextInt(3);
      }
      double expected = 0;
      for (int a = 0; a < voxels.length; a += 3) {
        for (int b = 0; b < voxels.length; b += 3) {
          if (voxels[a + 2] == voxels[b + 2]) {
            double x = (voxels[a] - voxels[b]) * spacing.i();
            double y = (voxels[a + 1] - voxels[b + 1]) * spacing.j();
            expected = Math.max(expected, Math.hypot(x, y));
          }
        }
      }
      assertThat(diameter(mask(spacing, voxels))).isCloseTo(expected, within(1e-9));
    }
  }

  private static double diameter(Mask mask) {
    return LongestDiameter.of(mask).orElseThrow().millimetres();
  }
}
