package io.deepgrow.seg;

/** Frames of a BINARY SEG that come one by one, each filled up to whole bytes: RLE of OHIF. */
record SingleBitVoxels(FrameBytes frames, long frameBits) implements FrameVoxels {

  @Override
  public void addTo(SegmentMasks masks, int segment, int frame, int plane) {
    FrameBitReader.copy(
        frames.frame(frame), 0, masks.of(segment).words(), plane * frameBits, frameBits);
  }
}
