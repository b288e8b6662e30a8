package io.deepgrow.volume.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.mask.Grids;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VolumeGeometryTest {

  @Property
  void aPlaceBetweenVoxelsGoesToThePatientAndBack(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.oblique(random, Grids.size(random, 400));
    ContinuousIndex index =
        new ContinuousIndex(
            random.nextDouble() * grid.size().i(),
            random.nextDouble() * grid.size().j(),
            random.nextDouble() * grid.size().k());
    ContinuousIndex back = grid.toIndex(grid.toPatient(index));
    assertThat(back.i()).isCloseTo(index.i(), within(1e-9));
    assertThat(back.j()).isCloseTo(index.j(), within(1e-9));
    assertThat(back.k()).isCloseTo(index.k(), within(1e-9));
  }

  @Property
  void aVoxelStaysInItsPlaceWhenTheGridIsCropped(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.oblique(random, new GridSize(20, 30, 40));
    VoxelBox box = VoxelBox.of(new VoxelIndex(3, 4, 5), Grids.size(random, 15));
    VolumeGeometry crop = grid.crop(box);
    assertThat(crop.size()).isEqualTo(box.size());
    VoxelIndex last = box.end().plus(-1, -1, -1);
    VoxelIndex lastInCrop = last.plus(-3, -4, -5);
    assertThat(crop.toPatient(lastInCrop).minus(grid.toPatient(last)).length()).isLessThan(1e-9);
  }

  @Test
  void placesVoxelsAsDicomDoes() {
    VolumeGeometry coronal =
        new VolumeGeometry(
            new GridSize(10, 10, 10),
            new Spacing(0.5, 2, 3),
            new PatientPoint(-100, 50, 200),
            Direction.ofRowAndColumn(new Vector3(1, 0, 0), new Vector3(0, 0, -1)));
    assertThat(coronal.toPatient(new VoxelIndex(2, 3, 4)))
        .isEqualTo(new PatientPoint(-99, 62, 194));
    assertThat(coronal.toIndex(new PatientPoint(-99, 62, 194)).nearest())
        .isEqualTo(new VoxelIndex(2, 3, 4));
  }

  @Property
  void matchesItselfAndNotAShiftedGrid(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.oblique(random, Grids.size(random, 100));
    VolumeGeometry shifted =
        new VolumeGeometry(
            grid.size(),
            grid.spacing(),
            grid.origin().plus(new Vector3(0, 0.02, 0)),
            grid.direction());
    assertThat(grid.matches(grid, 1e-9)).isTrue();
    assertThat(grid.matches(shifted, 0.01)).isFalse();
    assertThat(grid.matches(shifted, 0.03)).isTrue();
  }

  @Test
  void matchesOnlyWhereTheFarCornersDoToo() {
    GridSize size = new GridSize(10, 20, 30);
    VolumeGeometry grid = VolumeGeometry.axial(size, Spacing.isotropic(1));
    assertThat(grid.matches(grid, 0)).isTrue();
    assertThat(grid.matches(Grids.unit(new GridSize(10, 20, 31)), 100)).isFalse();
    for (Spacing wider :
        List.of(new Spacing(1.1, 1, 1), new Spacing(1, 1.1, 1), new Spacing(1, 1, 1.1))) {
      VolumeGeometry other = VolumeGeometry.axial(size, wider);
      VoxelIndex last = size.box().end().plus(-1, -1, -1);
      double apart = grid.toPatient(last).minus(other.toPatient(last)).length();
      assertThat(grid.matches(other, 0.99 * apart)).as("%s", wider).isFalse();
      assertThat(grid.matches(other, 1.01 * apart)).as("%s", wider).isTrue();
    }
  }

  @Test
  void spacingIsPositiveAndFiniteOnEveryAxis() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Spacing(bad, 1, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Spacing(1, bad, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Spacing(1, 1, bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesWhatIsNoGrid() {
    GridSize size = GridSize.cube(4);
    assertThatThrownBy(() -> new GridSize(4, 0, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Spacing(1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Spacing(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Direction(new Vector3(1, 0, 0), new Vector3(0.1, 1, 0), new Vector3(0, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right angles");
    assertThatThrownBy(
            () ->
                new VolumeGeometry(
                    size,
                    Spacing.isotropic(1),
                    new PatientPoint(Double.NaN, 0, 0),
                    Direction.IDENTITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Grids.unit(size).crop(VoxelBox.of(new VoxelIndex(1, 0, 0), size)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GridSize(1 << 12, 1 << 12, 1 << 12).arrayLength())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void boxesGrowUpToTheGrid() {
    VoxelBox box = new VoxelBox(new VoxelIndex(1, 5, 8), new VoxelIndex(3, 6, 10));
    assertThat(box.grown(2, GridSize.cube(10)))
        .isEqualTo(new VoxelBox(new VoxelIndex(0, 3, 6), new VoxelIndex(5, 8, 10)));
  }
}
