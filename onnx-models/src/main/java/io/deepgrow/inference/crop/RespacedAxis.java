package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.InferenceException;

/**
 * One axis of a volume turned the network's way and resampled to the network's spacing. The centres
 * of the first voxels, after turning, coincide.
 *
 * @param voxels of the volume along the axis
 * @param from spacing of the volume, mm
 * @param to spacing the network was trained at, mm
 * @param reversed whether the volume's last voxel comes first
 */
record RespacedAxis(int voxels, double from, double to, boolean reversed) {

  private static final int MAX_SIZE = 1 << 16;

  RespacedAxis {
    if ((voxels - 1) * from / to > MAX_SIZE) {
      throw new InferenceException(
          "model.unsupported",
          voxels + " voxels " + from + " mm apart are too many at the model's spacing of " + to);
    }
  }

  /** Number of resampled voxels; halves round to even. */
  int size() {
    return (int) Math.rint((voxels - 1) * from / to + 1);
  }

  /** The voxel counted the network's way, or back. */
  int turned(int voxel) {
    return reversed ? voxels - 1 - voxel : voxel;
  }

  /** The resampled voxel nearest to a voxel of the volume. */
  int nearest(int voxel) {
    int nearest = (int) Math.floor(turned(voxel) * from / to + 0.5);
    return Math.min(size() - 1, nearest);
  }

  /** Where a resampled voxel lies between the turned voxels, not beyond the last. */
  double source(int resampled) {
    return Math.min(voxels - 1, resampled * to / from);
  }
}
