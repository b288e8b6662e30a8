package io.deepgrow.seg.read;

import io.deepgrow.seg.FrameBitReader;
import io.deepgrow.volume.mask.Mask;

/** Frames of a BINARY SEG that come one by one, each filled up to whole bytes: RLE of OHIF. */
record SingleBitVoxels(FrameBytes frames, long frameBits) implements FrameVoxels {

  @Override
  public void addTo(SegmentMasks masks, int segment, int frame, int plane) {
    Mask.Window window = masks.plane(segment, plane);
    FrameBitReader.copy(
        frames.frame(frame), 0, window.words(), plane * frameBits - window.first(), frameBits);
  }
}
