package io.deepgrow.app.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import org.junit.jupiter.api.Test;

/** Figures of masks that are small enough to reckon by hand. */
class MaskAgreementTest {

  /** Voxels of 2 x 2 x 4 mm: 0.016 ml each. */
  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(20, 20, 20), new Spacing(2, 2, 4));

  /** A cube of 4 x 4 x 4 voxels that begins in column i. */
  private Mask cube(int i) {
    Mask mask = Mask.empty(grid);
    for (int dk = 0; dk < 4; dk++) {
      for (int dj = 0; dj < 4; dj++) {
        for (int di = 0; di < 4; di++) {
          mask.set(new VoxelIndex(i + di, 5 + dj, 5 + dk), true);
        }
      }
    }
    return mask;
  }

  @Test
  void theSameMaskAgreesWithItself() {
    assertThat(MaskAgreement.of(cube(3), cube(3)))
        .isEqualTo(new MaskAgreement(1.0, 0.0, 0.0, 64 * 0.016, 64 * 0.016));
  }

  @Test
  void aCubeThatIsOneVoxelAsideSharesThreeQuartersOfItself() {
    MaskAgreement agreement = MaskAgreement.of(cube(3), cube(4));

    // 48 of 64 voxels are in both; each surface is at most one column, 2 mm, from the other
    assertThat(agreement.dice()).isEqualTo(0.75);
    assertThat(agreement.hausdorff95()).isEqualTo(2.0);
    assertThat(agreement.volumeDifference()).isZero();
    // of the 56 surface voxels of each, its own end column of 16 lies 2 mm off; of the column
    // beside
    // the other's end the 12 rim voxels are on both surfaces, the 4 inner ones 2 mm off
    assertThat(agreement.meanDistance()).isCloseTo(2.0 * (16 + 4) / 56, within(1e-6));
  }

  @Test
  void whatOnlyOneHasMarkedHasNoDistance() {
    MaskAgreement agreement = MaskAgreement.of(cube(3), Mask.empty(grid));

    assertThat(agreement).isEqualTo(new MaskAgreement(0.0, null, null, 64 * 0.016, 0.0));
    assertThat(agreement.swapped().volumeDifference()).isEqualTo(-64 * 0.016);
    assertThat(MaskAgreement.of(Mask.empty(grid), Mask.empty(grid)).dice()).isNull();
  }
}
