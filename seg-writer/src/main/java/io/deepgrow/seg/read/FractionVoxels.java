package io.deepgrow.seg.read;

import io.deepgrow.volume.mask.Mask;

/**
 * Frames of a FRACTIONAL SEG: one byte per voxel, set from a part of the maximum on (PS3.3
 * C.8.20.2.3).
 */
final class FractionVoxels implements FrameVoxels {

  private final FrameBytes frames;
  private final int lowestSet;

  /**
   * A reader of fractions.
   *
   * @param threshold part of the maximum
   * @param maximum Maximum Fractional Value (0062,000E)
   */
  FractionVoxels(FrameBytes frames, double threshold, int maximum) {
    this.frames = frames;
    this.lowestSet = Math.max(1, (int) Math.ceil(threshold * maximum));
  }

  @Override
  public void addTo(SegmentMasks masks, int segment, int frame, int plane) {
    Mask mask = masks.of(segment);
    byte[] values = frames.frame(frame);
    int pixels = mask.size().i() * mask.size().j();
    int first = pixels * plane;
    for (int pixel = 0; pixel < pixels; pixel++) {
      if ((values[pixel] & 0xFF) >= lowestSet) {
        mask.set(first + pixel, true);
      }
    }
  }
}
