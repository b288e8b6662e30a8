package io.deepgrow.seg.read;

import io.deepgrow.seg.FrameBitReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.volume.mask.Mask;
import java.util.List;

/** Frames of a BINARY SEG in native pixel data: one bit per voxel. */
final class PackedVoxels implements FrameVoxels {

  private final byte[] packed;
  private final long frameBits;
  private final long stride;

  private PackedVoxels(byte[] packed, long frameBits, long stride) {
    this.packed = packed;
    this.frameBits = frameBits;
    this.stride = stride;
  }

  /**
   * Tells by the length whether the frames follow each other bit by bit, as the standard wants, or
   * each fills whole bytes, as old writers did.
   *
   * @throws SegException {@code seg.truncated_pixels} when there are less bytes than frames need
   */
  static PackedVoxels of(byte[] packed, long frameBits, int frames, List<String> warnings) {
    long exact = (frameBits * frames + 7) >>> 3;
    long paddedFrame = (frameBits + 7) >>> 3;
    if (packed.length < exact) {
      throw new SegException(
          "seg.truncated_pixels",
          packed.length + " bytes of pixel data, " + frames + " frames need " + exact);
    }
    if (packed.length > exact + 1) {
      long padded = paddedFrame * frames;
      if (packed.length == padded || packed.length == padded + (padded & 1)) {
        warnings.add("Every frame is padded to whole bytes, as old writers did");
        return new PackedVoxels(packed, frameBits, paddedFrame << 3);
      }
      warnings.add("Pixel data have " + (packed.length - exact) + " bytes more than the frames");
    }
    return new PackedVoxels(packed, frameBits, frameBits);
  }

  @Override
  public void addTo(SegmentMasks masks, int segment, int frame, int plane) {
    Mask.Window window = masks.plane(segment, plane);
    FrameBitReader.copy(
        packed, frame * stride, window.words(), plane * frameBits - window.first(), frameBits);
  }
}
