package io.deepgrow.volume.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Property
  void agreesWithFloodFill(@ForAll long seed, @ForAll Connectivity connectivity) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.unit(Grids.size(random, 12));
    Mask mask = Grids.speckle(random, grid, random.nextDouble());
    Components actual = Components.of(mask, connectivity);
    int[] expected = floodFill(mask, connectivity);
    assertThat(actual.count()).isEqualTo(IntStream.of(expected).max().orElse(-1) + 1);
    for (int n = 0; n < expected.length; n++) {
      assertThat(actual.at(grid.size().voxel(n)).orElse(-1)).isEqualTo(expected[n]);
    }
    for (int c = 0; c < actual.count(); c++) {
      int component = c;
      assertThat(actual.size(c))
          .isEqualTo(IntStream.of(expected).filter(e -> e == component).count())
          .isEqualTo(actual.mask(c).count());
    }
    assertThat(actual.select(c -> true).sameVoxels(mask)).isTrue();
  }

  /** Component of each voxel in the order of first voxels, −1 outside the mask. */
  private static int[] floodFill(Mask mask, Connectivity connectivity) {
    GridSize size = mask.size();
    int[] labels = new int[size.arrayLength()];
    Arrays.fill(labels, -1);
    int count = 0;
    for (int n = 0; n < labels.length; n++) {
      if (mask.get(n) && labels[n] < 0) {
        ArrayDeque<VoxelIndex> open = new ArrayDeque<>(List.of(size.voxel(n)));
        labels[n] = count;
        while (!open.isEmpty()) {
          VoxelIndex v = open.remove();
          for (int d = 0; d < 27; d++) {
            int di = d % 3 - 1;
            int dj = d / 3 % 3 - 1;
            int dk = d / 9 - 1;
            int steps = Math.abs(di) + Math.abs(dj) + Math.abs(dk);
            VoxelIndex u = v.plus(di, dj, dk);
            boolean neighbour = steps == 1 || connectivity == Connectivity.CORNERS;
            if (neighbour && size.contains(u) && mask.get(u) && labels[size.flat(u)] < 0) {
              labels[size.flat(u)] = count;
              open.add(u);
            }
          }
        }
        count++;
      }
    }
    return labels;
  }

  @Test
  void rowsEndAtTheGrid() {
    // the last voxel of one row and the first of the next are no neighbours
    Mask mask = Mask.empty(Grids.unit(new GridSize(5, 4, 1)));
    mask.set(new VoxelIndex(4, 0, 0), true);
    mask.set(new VoxelIndex(0, 1, 0), true);
    assertThat(Components.of(mask, Connectivity.CORNERS).count()).isEqualTo(2);
  }

  @Test
  void knowsTheLargestAndTheFirstOfEquals() {
    VolumeGeometry grid = Grids.unit(new GridSize(20, 20, 20));
    Mask small = Grids.box(grid, VoxelBox.of(new VoxelIndex(0, 0, 0), GridSize.cube(2)));
    Mask large = Grids.box(grid, VoxelBox.of(new VoxelIndex(5, 5, 5), GridSize.cube(4)));
    Mask equal = Grids.box(grid, VoxelBox.of(new VoxelIndex(12, 12, 12), GridSize.cube(4)));
    Components components = Components.of(small.or(large).or(equal), Connectivity.FACES);
    assertThat(components.largest()).hasValue(1);
    assertThat(components.mask(1).sameVoxels(large)).isTrue();
    assertThat(Components.of(Mask.empty(grid), Connectivity.FACES).largest()).isEmpty();
  }

  @Test
  void keepsWhatAVoxelTouches() {
    VolumeGeometry grid = Grids.unit(new GridSize(20, 20, 20));
    Mask one = Grids.box(grid, VoxelBox.of(new VoxelIndex(0, 0, 0), GridSize.cube(3)));
    Mask two = Grids.box(grid, VoxelBox.of(new VoxelIndex(3, 3, 3), GridSize.cube(3)));
    Mask three = Grids.box(grid, VoxelBox.of(new VoxelIndex(10, 10, 10), GridSize.cube(3)));
    Mask all = one.or(two).or(three);
    VoxelIndex inOne = new VoxelIndex(2, 2, 2);
    VoxelIndex inThree = new VoxelIndex(12, 10, 11);
    VoxelIndex nowhere = new VoxelIndex(19, 0, 0);

    assertThat(Components.keepTouching(all, List.of(inOne, nowhere)).sameVoxels(one)).isTrue();
    assertThat(Components.keepTouching(all, List.of(inOne, inThree)).sameVoxels(one.or(three)))
        .isTrue();
    assertThat(Components.keepTouching(all, List.of()).isEmpty()).isTrue();
    assertThatThrownBy(() -> Components.keepTouching(all, List.of(new VoxelIndex(20, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
