package io.deepgrow.inference.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import org.junit.jupiter.api.Test;

class CropSamplerTest {

  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(12, 10, 8), Spacing.isotropic(1));

  private Volume ramp() {
    short[] voxels = new short[grid.size().arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      VoxelIndex v = grid.size().voxel(flat);
      voxels[flat] = (short) (10 * v.i() + 100 * v.j() + 1000 * v.k());
    }
    return Volume.of(grid, voxels);
  }

  private static Crop crop(double low, double step, int edge) {
    return new Crop(
        new ContinuousIndex(low, low, low),
        new ContinuousIndex(step, step, step),
        GridSize.cube(edge));
  }

  @Test
  void voxelForVoxelItIsTheVolume() {
    FloatGrid out = new CropSampler(-1000).sample(ramp(), crop(1.5, 1, 4));
    assertThat(out.at(0, 0, 0)).isEqualTo(2 * 1110);
    assertThat(out.at(3, 1, 2)).isEqualTo(5 * 10 + 3 * 100 + 4 * 1000);
  }

  @Test
  void aCoarserGridHoldsMeans() {
    FloatGrid out = new CropSampler(-1000).sample(ramp(), crop(-0.5, 2, 4));
    assertThat(out.at(1, 2, 3)).isCloseTo(2.5f * 10 + 4.5f * 100 + 6.5f * 1000, within(1e-2f));
  }

  @Test
  void aFinerGridInterpolates() {
    FloatGrid out = new CropSampler(-1000).sample(ramp(), crop(1.5, 0.5, 4));
    assertThat(out.at(0, 0, 0)).isCloseTo(1.75f * 1110, within(1e-2f));
    assertThat(out.at(1, 0, 0)).isCloseTo(2.25f * 10 + 1.75f * 1100, within(1e-2f));
  }

  @Test
  void outsideIsTheFillValue() {
    FloatGrid out = new CropSampler(-1000).sample(ramp(), crop(-6.5, 1, 4));
    for (float value : out.values()) {
      assertThat(value).isEqualTo(-1000);
    }
  }

  @Test
  void mapsVoxelsToTheNetworkVoxelThatHoldsThem() {
    Crop crop = crop(-0.5, 2, 6);
    assertThat(crop.toNetwork(new VoxelIndex(0, 1, 2))).isEqualTo(new VoxelIndex(0, 0, 1));
    assertThat(crop.toNetwork(new VoxelIndex(50, -3, 11))).isEqualTo(new VoxelIndex(5, 0, 5));
  }
}
