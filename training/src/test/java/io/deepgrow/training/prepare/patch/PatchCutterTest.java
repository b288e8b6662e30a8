package io.deepgrow.training.prepare.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import org.junit.jupiter.api.Test;

class PatchCutterTest {

  private static final PatchCutter CUTTER = new PatchCutter(8);

  private static Volume volume(int i, int j, int k) {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(i, j, k), new Spacing(1, 1, 3));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) (flat % 1000);
    }
    return Volume.of(grid, voxels);
  }

  private static PatchWindow window(int i, int ni, int j, int nj, int k, int nk) {
    return new PatchWindow(new AxisWindow(i, ni), new AxisWindow(j, nj), new AxisWindow(k, nk));
  }

  @Test
  void copiesVoxelsThatNeedNoShrinking() {
    Volume volume = volume(20, 20, 20);

    Volume patch = CUTTER.image(volume, window(3, 8, 4, 8, 5, 8));

    assertThat(patch.at(0, 0, 0)).isEqualTo(volume.at(3, 4, 5));
    assertThat(patch.at(7, 6, 5)).isEqualTo(volume.at(10, 10, 10));
    assertThat(patch.geometry().spacing()).isEqualTo(new Spacing(1, 1, 3));
    assertThat(patch.geometry().origin().z()).isEqualTo(15);
  }

  @Test
  void padsAThinVolumeWithAirOnBothSides() {
    Volume volume = volume(20, 20, 4);

    Volume patch = CUTTER.image(volume, window(0, 8, 0, 8, -2, 8));

    assertThat(patch.at(3, 3, 1)).isEqualTo(PatchCutter.AIR);
    assertThat(patch.at(3, 3, 2)).isEqualTo(volume.at(3, 3, 0));
    assertThat(patch.at(3, 3, 5)).isEqualTo(volume.at(3, 3, 3));
    assertThat(patch.at(3, 3, 6)).isEqualTo(PatchCutter.AIR);
    assertThat(patch.geometry().origin().z()).isEqualTo(-6);
  }

  @Test
  void shrinksOnlyTheAxesThatAreTooLong() {
    Volume volume = volume(20, 20, 20);

    Volume patch = CUTTER.image(volume, window(2, 16, 0, 8, 0, 8));

    double mean = (volume.at(2, 0, 0) + volume.at(3, 0, 0)) / 2.0;
    assertThat((double) patch.at(0, 0, 0)).isEqualTo(Math.rint(mean));
    assertThat(patch.geometry().spacing()).isEqualTo(new Spacing(2, 1, 3));
    assertThat(patch.geometry().origin().x()).isEqualTo(2.5);
  }

  @Test
  void treatsMaskAndImageAlike() {
    Volume volume = volume(20, 20, 4);
    Mask mask = Mask.empty(volume.geometry());
    mask.set(volume.size().flat(2, 3, 1), true);

    Mask patch = CUTTER.mask(mask, window(2, 16, 0, 8, -2, 8));

    assertThat(patch.get(0, 3, 3)).isTrue();
    assertThat(patch.count()).isEqualTo(1);
    assertThat(patch.geometry())
        .isEqualTo(CUTTER.image(volume, window(2, 16, 0, 8, -2, 8)).geometry());
  }
}
