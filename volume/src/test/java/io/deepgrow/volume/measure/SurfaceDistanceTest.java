package io.deepgrow.volume.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import org.junit.jupiter.api.Test;

class SurfaceDistanceTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(30, 20, 12), new Spacing(1, 2, 3));

  private static Mask box(int i0, int i1, int j0, int j1, int k0, int k1) {
    Mask mask = Mask.empty(GRID);
    for (int k = k0; k < k1; k++) {
      for (int j = j0; j < j1; j++) {
        for (int i = i0; i < i1; i++) {
          mask.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    return mask;
  }

  @Test
  void isZeroForEqualMasks() {
    Mask mask = box(5, 15, 5, 12, 3, 8);
    assertThat(SurfaceDistance.between(mask, mask)).contains(new SurfaceDistance(0, 0));
  }

  @Test
  void countsMillimetresOnEachAxis() {
    // cut by the border on all axes but one, so that only two faces are surface
    Mask mask = box(0, 30, 5, 12, 0, 12);
    SurfaceDistance shifted = SurfaceDistance.between(mask, box(0, 30, 7, 14, 0, 12)).orElseThrow();
    assertThat(shifted.mean()).isCloseTo(4, within(1e-6));
    assertThat(shifted.hd95()).isCloseTo(4, within(1e-6));

    Mask slab = box(0, 30, 0, 20, 3, 8);
    assertThat(SurfaceDistance.between(slab, box(0, 30, 0, 20, 3, 9)).orElseThrow().mean())
        .isCloseTo(1.5, within(1e-6));
  }

  @Test
  void aSmallSpurDoesNotMoveThe95thPercentile() {
    Mask mask = box(5, 20, 4, 16, 2, 10);
    Mask spur = mask.copy();
    spur.set(new VoxelIndex(25, 10, 5), true);
    SurfaceDistance distance = SurfaceDistance.between(mask, spur).orElseThrow();
    assertThat(distance.hd95()).isZero();
    assertThat(distance.mean()).isPositive().isLessThan(0.02);
  }

  @Test
  void isNothingWithoutTwoSurfaces() {
    Mask mask = box(5, 15, 5, 12, 3, 8);
    assertThat(SurfaceDistance.between(mask, Mask.empty(GRID))).isEmpty();
    assertThat(SurfaceDistance.between(mask, box(0, 30, 0, 20, 0, 12))).isEmpty();
  }
}
