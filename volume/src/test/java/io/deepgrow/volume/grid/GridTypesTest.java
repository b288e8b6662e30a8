package io.deepgrow.volume.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.mask.Grids;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The small values that grids are made of. */
class GridTypesTest {

  @Property
  void memoryIsIFastest(@ForAll long seed) {
    Random random = new Random(seed);
    GridSize size = Grids.size(random, 50);
    int flat = random.nextInt(size.arrayLength());
    VoxelIndex voxel = size.voxel(flat);
    assertThat(size.flat(voxel)).isEqualTo(flat);
    assertThat(size.contains(voxel)).isTrue();
    if (voxel.i() + 1 < size.i()) {
      assertThat(size.flat(voxel.plus(1, 0, 0))).isEqualTo(flat + 1);
    }
    assertThat(size.contains(voxel.plus(size.i(), 0, 0))).isFalse();
    assertThat(size.contains(voxel.plus(0, -size.j(), 0))).isFalse();
  }

  @Property
  void aUnionHoldsBothBoxesAndTouchesThemOnEverySide(@ForAll long seed) {
    Random random = new Random(seed);
    VoxelBox a = box(random);
    VoxelBox b = box(random);
    VoxelBox union = a.union(b);
    assertThat(union.contains(a)).isTrue();
    assertThat(union.contains(b)).isTrue();
    assertThat(union).isEqualTo(b.union(a));
    for (int axis = 0; axis < 3; axis++) {
      assertThat(union.start().component(axis))
          .isEqualTo(Math.min(a.start().component(axis), b.start().component(axis)));
      assertThat(union.end().component(axis))
          .isEqualTo(Math.max(a.end().component(axis), b.end().component(axis)));
    }
  }

  private static VoxelBox box(Random random) {
    VoxelIndex start = new VoxelIndex(random.nextInt(40), random.nextInt(40), random.nextInt(40));
    return VoxelBox.of(start, Grids.size(random, 20));
  }

  @Test
  void boxesEndBeforeTheirEnd() {
    VoxelBox box = VoxelBox.of(new VoxelIndex(1, 2, 3), new GridSize(2, 3, 4));
    assertThat(box.size()).isEqualTo(new GridSize(2, 3, 4));
    assertThat(box.contains(new VoxelIndex(2, 4, 6))).isTrue();
    assertThat(box.contains(box.end())).isFalse();
    assertThat(box.contains(VoxelBox.around(new VoxelIndex(3, 2, 3)))).isFalse();
    assertThatThrownBy(() -> new VoxelBox(box.start(), box.start()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void halvesGoUpToTheNextVoxel() {
    assertThat(new ContinuousIndex(0.5, -0.5, 2.49).nearest()).isEqualTo(new VoxelIndex(1, 0, 2));
    assertThat(new ContinuousIndex(-0.51, 1.5, -1.5).nearest())
        .isEqualTo(new VoxelIndex(-1, 2, -1));
  }

  @Test
  void componentsAreCountedFromI() {
    VoxelIndex voxel = new VoxelIndex(7, 8, 9);
    Spacing spacing = new Spacing(0.5, 1.5, 2);
    assertThat(voxel.component(0)).isEqualTo(7);
    assertThat(spacing.component(2)).isEqualTo(2);
    assertThat(spacing.voxelVolume()).isCloseTo(1.5, within(1e-12));
    assertThat(Direction.IDENTITY.axis(1)).isEqualTo(new Vector3(0, 1, 0));
    assertThatThrownBy(() -> voxel.component(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> spacing.component(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Direction.IDENTITY.axis(3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void slicesRiseAlongRowCrossColumn() {
    Direction sagittal = Direction.ofRowAndColumn(new Vector3(0, 2, 0), new Vector3(0, 0, -3));
    assertThat(sagittal.k()).isEqualTo(new Vector3(-1, 0, 0));
    assertThatThrownBy(() -> new Vector3(0, 0, 0).normalized())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void voxelsMustFillTheirGrid() {
    GridSize size = new GridSize(2, 3, 4);
    assertThatThrownBy(() -> FloatGrid.of(size, new float[23]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Volume.of(Grids.unit(size), new short[25]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(FloatGrid.zeros(size).values()).hasSize(24).containsOnly(0);
  }

  @Test
  void limitsMustFitOneArray() {
    assertThatThrownBy(() -> new VolumeFileLimits(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VolumeFileLimits(1L << 31))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messagesShowThemInWords() {
    assertThat(new GridSize(48, 32, 12)).hasToString("48×32×12 voxels");
    assertThat(new VoxelIndex(1, 2, 3)).hasToString("voxel 1,2,3");
    assertThat(new Spacing(0.8, 0.8, 3)).hasToString("0.8×0.8×3.0 mm");
    assertThat(new PatientPoint(1.5, -2, 3)).hasToString("(1.5, -2.0, 3.0) mm");
    assertThat(VoxelBox.around(new VoxelIndex(1, 2, 3)))
        .hasToString("i 1 to 1, j 2 to 2, k 3 to 3");
    assertThat(new Vector3(1, 0, 0)).hasToString("(1.0, 0.0, 0.0)");
    assertThat(new ContinuousIndex(1, 0, 0.5)).hasToString("(1.0, 0.0, 0.5)");
  }
}
