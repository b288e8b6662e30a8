package io.deepgrow.volume.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import org.junit.jupiter.api.Test;

class MaskStatisticsTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(9, 8, 3), new Spacing(2, 3, 5));

  /** Every voxel's value is its i-fastest position less 100. */
  private static Volume ramp() {
    short[] voxels = new short[GRID.size().arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) (flat - 100);
    }
    return Volume.of(GRID, voxels);
  }

  @Test
  void averagesTheVoxelsOfTheMaskOnly() {
    Mask mask = Mask.empty(GRID);
    for (int flat : new int[] {0, 63, 64, 215}) {
      mask.set(flat, true);
    }

    MaskStatistics found = MaskStatistics.of(ramp(), mask);

    assertThat(found.voxels()).isEqualTo(4);
    assertThat(found.millilitres()).isEqualTo(4 * 0.03);
    assertThat(found.meanHu()).hasValue((0 + 63 + 64 + 215) / 4.0 - 100);
  }

  @Test
  void anEmptyMaskHasNoMean() {
    MaskStatistics found = MaskStatistics.of(ramp(), Mask.empty(GRID));

    assertThat(found.voxels()).isZero();
    assertThat(found.millilitres()).isZero();
    assertThat(found.meanHu()).isEmpty();
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    Mask other = Mask.empty(VolumeGeometry.axial(new GridSize(9, 8, 4), new Spacing(2, 3, 5)));

    assertThatThrownBy(() -> MaskStatistics.of(ramp(), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit");
  }
}
