package io.deepgrow.seg.read;

import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.volume.mask.Mask;

/** A segment of a file and its voxels on the grid of the source; the mask may be empty. */
public record ReadSegment(SegmentInfo info, Mask mask) {

  public int number() {
    return info.number();
  }

  public String label() {
    return info.label();
  }
}
