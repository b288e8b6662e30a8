package io.deepgrow.volume.resample;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReorientTest {

  /** The same voxel centres, axes permuted and some turned round. */
  private static VolumeGeometry turned(Random random, VolumeGeometry grid) {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int[] order = orders[random.nextInt(6)];
    int[] size = new int[3];
    double[] spacing = new double[3];
    Vector3[] axes = new Vector3[3];
    PatientPoint origin = grid.origin();
    for (int a = 0; a < 3; a++) {
      size[a] = grid.size().component(order[a]);
      spacing[a] = grid.spacing().component(order[a]);
      axes[a] = grid.direction().axis(order[a]);
      if (random.nextBoolean()) {
        origin = origin.plus(axes[a].times(spacing[a] * (size[a] - 1)));
        axes[a] = axes[a].times(-1);
      }
    }
    return new VolumeGeometry(
        new GridSize(size[0], size[1], size[2]),
        new Spacing(spacing[0], spacing[1], spacing[2]),
        origin,
        new Direction(axes[0], axes[1], axes[2]));
  }

  @Property
  void anotherOrientationOfTheSameGridLosesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Volume labels = Grids.noise(random, Grids.oblique(random, Grids.size(random, 9)));
    VolumeGeometry target = turned(random, labels.geometry());
    Volume there = Reorient.onto(labels, target);
    for (int n = 0; n < target.size().arrayLength(); n++) {
      VoxelIndex v = target.size().voxel(n);
      VoxelIndex source = labels.geometry().toIndex(target.toPatient(v)).nearest();
      assertThat(there.at(v)).isEqualTo(labels.at(source));
    }
    assertThat(Reorient.onto(there, labels.geometry()).voxels()).isEqualTo(labels.voxels());

    short value = labels.voxels()[0];
    assertThat(
            Reorient.onto(Mask.ofLabel(labels, value), target)
                .sameVoxels(Mask.ofLabel(there, value)))
        .isTrue();
  }

  @Test
  void isNothingBeyondTheLabels() {
    Volume labels = Volume.of(Grids.unit(GridSize.cube(1)), new short[] {7});
    VolumeGeometry target =
        new VolumeGeometry(
            GridSize.cube(3),
            Spacing.isotropic(1),
            new PatientPoint(-1, -1, -1),
            Direction.IDENTITY);
    Volume there = Reorient.onto(labels, target);
    assertThat(Mask.ofLabel(there, 0).count()).isEqualTo(26);
    assertThat(there.at(1, 1, 1)).isEqualTo((short) 7);
  }
}
