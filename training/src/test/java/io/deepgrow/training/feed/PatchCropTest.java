package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import org.junit.jupiter.api.Test;

class PatchCropTest {

  private static Example example(VoxelIndex inside) {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(12, 8, 4), Spacing.isotropic(1));
    short[] voxels = new short[12 * 8 * 4];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) v;
    }
    Mask mask = Mask.empty(grid);
    mask.set(inside, true);
    return new Example("one", Volume.of(grid, voxels), mask);
  }

  @Test
  void liesAroundTheMaskAndWithinThePatch() {
    TrainingPatch crop = PatchCrop.around(example(new VoxelIndex(11, 4, 2)), 4);

    assertThat(crop.size()).isEqualTo(GridSize.cube(4));
    // i from 8, the last place; j from 2; k from 0
    assertThat(crop.hounsfield().values()[0]).isEqualTo(8 + 2 * 12);
    int flat = GridSize.cube(4).flat(3, 2, 2);
    assertThat(crop.target().values()[flat]).isEqualTo(1);
    assertThat(crop.hounsfield().values()[flat]).isEqualTo(11 + 4 * 12 + 2 * 96);
  }

  @Test
  void isAirWhereThePatchEnds() {
    TrainingPatch crop = PatchCrop.around(example(new VoxelIndex(1, 4, 2)), 8);

    float[] hounsfield = crop.hounsfield().values();
    GridSize grid = GridSize.cube(8);
    for (int k : new int[] {0, 1, 6, 7}) {
      assertThat(hounsfield[grid.flat(3, 3, k)]).isEqualTo(-1024);
    }
    assertThat(hounsfield[grid.flat(0, 0, 2)]).isZero();
    assertThat(crop.target().values()[grid.flat(1, 4, 4)]).isEqualTo(1);
  }
}
