package io.deepgrow.inference.crop;

import io.deepgrow.model.CropSettings;

/**
 * The window along one axis, in voxels of the network's spacing.
 *
 * @param start its first voxel; below 0 where the window is padded
 * @param length number of voxels
 */
record WindowSpan(int start, int length) {

  /**
   * The window round a box: as long as the network's grid or the box, whichever is more, centred on
   * the box and moved inside. A shorter axis is taken whole, and with {@code PAD} lies in the
   * middle of the window.
   *
   * @param begin first voxel of the box
   * @param end voxel after its last
   * @param size voxels of the axis
   * @param grid edge of the network's grid
   */
  static WindowSpan round(int begin, int end, int size, int grid, CropSettings.Fill fill) {
    int length = Math.max(end - begin, grid);
    if (length >= size) {
      return fill == CropSettings.Fill.PAD
          ? new WindowSpan(-((length - size) / 2), length)
          : new WindowSpan(0, size);
    }
    if (end - begin >= grid) {
      return new WindowSpan(begin, length);
    }
    int start = (begin + end) / 2 - length / 2;
    return new WindowSpan(Math.min(size - length, Math.max(0, start)), length);
  }
}
