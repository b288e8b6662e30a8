package io.deepgrow.seg.read;

import io.deepgrow.volume.grid.GridSize;

/** Frames of a LABELMAP SEG: the value of a voxel is its segment (PS3.3 C.8.20.2, Sup 243). */
final class LabelVoxels implements FrameVoxels {

  private final FrameBytes frames;
  private final int bytesPerVoxel;
  private final int background;
  private final int pixels;

  /**
   * A reader of labels.
   *
   * @param bytesPerVoxel 1 or 2
   * @param background value of no segment: Pixel Padding Value (0028,0120), or 0
   */
  LabelVoxels(FrameBytes frames, int bytesPerVoxel, int background, GridSize size) {
    this.frames = frames;
    this.bytesPerVoxel = bytesPerVoxel;
    this.background = background;
    this.pixels = size.i() * size.j();
  }

  @Override
  public void addTo(SegmentMasks masks, int segment, int frame, int plane) {
    byte[] values = frames.frame(frame);
    int first = pixels * plane;
    for (int pixel = 0; pixel < pixels; pixel++) {
      int value = value(values, pixel);
      if (value != background) {
        masks.of(value).set(first + pixel, true);
      }
    }
  }

  private int value(byte[] values, int pixel) {
    return bytesPerVoxel == 1
        ? values[pixel] & 0xFF
        : (values[2 * pixel] & 0xFF) | (values[2 * pixel + 1] & 0xFF) << 8;
  }
}
