package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import java.util.Random;

/** Grids, volumes and masks for tests, the same for the same seed. */
public final class Grids {

  private Grids() {}

  /** A size of one to max voxels along each axis. */
  public static GridSize size(Random random, int max) {
    return new GridSize(1 + random.nextInt(max), 1 + random.nextInt(max), 1 + random.nextInt(max));
  }

  /** An axial grid of 1 mm. */
  public static VolumeGeometry unit(GridSize size) {
    return VolumeGeometry.axial(size, Spacing.isotropic(1));
  }

  /** A grid turned any way, of either handedness. */
  public static VolumeGeometry oblique(Random random, GridSize size) {
    Vector3 i = vector(random).normalized();
    Vector3 j = i.cross(vector(random)).normalized();
    Vector3 k = i.cross(j).times(random.nextBoolean() ? 1 : -1);
    return new VolumeGeometry(
        size,
        new Spacing(
            0.3 + 4 * random.nextDouble(),
            0.3 + 4 * random.nextDouble(),
            0.3 + 4 * random.nextDouble()),
        new PatientPoint(
            300 * random.nextGaussian(), 300 * random.nextGaussian(), 300 * random.nextGaussian()),
        new Direction(i, j, k));
  }

  private static Vector3 vector(Random random) {
    return new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
  }

  /** A CT of random voxels. */
  public static Volume noise(Random random, VolumeGeometry geometry) {
    short[] voxels = new short[geometry.size().arrayLength()];
    for (int n = 0; n < voxels.length; n++) {
      voxels[n] = (short) (random.nextInt(3000) - 1000);
    }
    return Volume.of(geometry, voxels);
  }

  /** Random voxels of a size. */
  public static FloatGrid noise(Random random, GridSize size) {
    float[] values = new float[size.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return FloatGrid.of(size, values);
  }

  /** Each voxel set with the given probability. */
  public static Mask speckle(Random random, VolumeGeometry geometry, double probability) {
    Mask mask = Mask.empty(geometry);
    for (int n = 0; n < geometry.size().arrayLength(); n++) {
      mask.set(n, random.nextDouble() < probability);
    }
    return mask;
  }

  /** The voxels of a box. */
  public static Mask box(VolumeGeometry geometry, VoxelBox box) {
    Mask mask = Mask.empty(geometry);
    for (int n = 0; n < geometry.size().arrayLength(); n++) {
      mask.set(n, box.contains(geometry.size().voxel(n)));
    }
    return mask;
  }
}
