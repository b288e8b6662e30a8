package io.deepgrow.training.prepare.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of one axis that a patch covers, in voxels of the target spacing.
 *
 * @param start its first voxel; below 0 where the patch is padded
 * @param length number of voxels; more than the patch's edge where the patch is shrunken
 */
public record AxisWindow(int start, int length) {

  /**
   * The window round a box, by the rule of WINDOW models that pad: as long as the patch or the box,
   * whichever is more, centred on the box and moved inside; a shorter axis lies in its middle.
   *
   * @param begin first voxel of the box
   * @param end voxel after its last
   * @param size voxels of the axis
   * @param edge of the patch
   */
  static AxisWindow around(int begin, int end, int size, int edge) {
    int length = Math.max(end - begin, edge);
    if (length >= size) {
      return new AxisWindow(-((length - size) / 2), length);
    }
    if (end - begin >= edge) {
      return new AxisWindow(begin, length);
    }
    int start = (begin + end) / 2 - length / 2;
    return new AxisWindow(Math.min(size - length, Math.max(0, start)), length);
  }

  /** Windows of the patch's edge that cover a box evenly; one round the box where it fits. */
  static List<AxisWindow> tiles(int begin, int end, int size, int edge) {
    int length = end - begin;
    if (length <= edge) {
      return List.of(around(begin, end, size, edge));
    }
    int count = (length + edge - 1) / edge;
    List<AxisWindow> tiles = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      long offset = Math.round((double) t * (length - edge) / (count - 1));
      tiles.add(new AxisWindow(begin + (int) offset, edge));
    }
    return tiles;
  }

  /** First voxel of the axis inside the window. */
  int from() {
    return Math.max(0, start);
  }

  /** Voxel after the last one inside. */
  int to(int size) {
    return Math.min(size, start + length);
  }

  /** Patch voxels before the axis begins. */
  int padding() {
    return Math.max(0, -start);
  }

  /** Voxels of the patch that the axis fills: all of them, unless it is shorter. */
  int filled(int size, int edge) {
    return length > edge ? edge : to(size) - from();
  }
}
