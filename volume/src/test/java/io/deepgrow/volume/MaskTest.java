package io.deepgrow.volume;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskTest {

  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(21, 22, 7), Spacing.isotropic(1));

  @Test
  void isEmptyUntilAVoxelIsSet() {
    Mask mask = Mask.empty(grid);
    assertThat(mask.isEmpty()).isTrue();
    assertThat(mask.boundingBox()).isEmpty();

    mask.set(new VoxelIndex(20, 21, 6), true);

    assertThat(mask.isEmpty()).isFalse();
    assertThat(mask.boundingBox()).contains(VoxelBox.around(new VoxelIndex(20, 21, 6)));
  }

  @Property
  void changesAreTheBoxOfTheVoxelsThatDiffer(
      @ForAll @IntRange(max = 20) int i,
      @ForAll @IntRange(max = 21) int j,
      @ForAll @IntRange(max = 6) int k) {
    Mask before = Mask.empty(grid);
    for (int flat = 0; flat < grid.size().arrayLength(); flat++) {
      before.set(flat, flat % 3 == 0);
    }
    Mask after = before.copy();
    VoxelIndex voxel = new VoxelIndex(i, j, k);
    after.set(voxel, !before.get(voxel));

    assertThat(after.changes(before)).contains(VoxelBox.around(voxel));
    assertThat(before.changes(before)).isEmpty();
  }
}
