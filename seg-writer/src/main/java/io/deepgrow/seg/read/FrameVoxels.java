package io.deepgrow.seg.read;

/** The voxels of a SEG's frames, whatever their coding. */
interface FrameVoxels {

  /**
   * Sets the voxels of a frame.
   *
   * @param segment the number that the frame's groups name; 0 in a LABELMAP
   * @param frame from 0, in the order of the file
   * @param plane of the source grid
   */
  void addTo(SegmentMasks masks, int segment, int frame, int plane);
}
