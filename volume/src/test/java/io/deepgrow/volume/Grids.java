package io.deepgrow.volume;

import java.util.Random;

/** Grids, volumes and masks for tests, the same for the same seed. */
final class Grids {

  private Grids() {}

  static GridSize size(Random random, int max) {
    return new GridSize(1 + random.nextInt(max), 1 + random.nextInt(max), 1 + random.nextInt(max));
  }

  static VolumeGeometry unit(GridSize size) {
    return VolumeGeometry.axial(size, Spacing.isotropic(1));
  }

  /** A grid turned any way, of either handedness. */
  static VolumeGeometry oblique(Random random, GridSize size) {
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

  static Volume noise(Random random, VolumeGeometry geometry) {
    short[] voxels = new short[geometry.size().arrayLength()];
    for (int n = 0; n < voxels.length; n++) {
      voxels[n] = (short) (random.nextInt(3000) - 1000);
    }
    return Volume.of(geometry, voxels);
  }

  static FloatGrid noise(Random random, GridSize size) {
    float[] values = new float[size.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return FloatGrid.of(size, values);
  }

  /** Each voxel set with the given probability. */
  static Mask speckle(Random random, VolumeGeometry geometry, double probability) {
    Mask mask = Mask.empty(geometry);
    for (int n = 0; n < geometry.size().arrayLength(); n++) {
      mask.set(n, random.nextDouble() < probability);
    }
    return mask;
  }

  static Mask box(VolumeGeometry geometry, VoxelBox box) {
    Mask mask = Mask.empty(geometry);
    for (int n = 0; n < geometry.size().arrayLength(); n++) {
      mask.set(n, box.contains(geometry.size().voxel(n)));
    }
    return mask;
  }
}
