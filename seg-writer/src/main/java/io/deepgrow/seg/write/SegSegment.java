package io.deepgrow.seg.write;

import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Tracking;
import io.deepgrow.volume.mask.Mask;

/**
 * One segment to write.
 *
 * @param number the caller's; the file numbers its segments 1 to N in the order given
 * @param mask on the grid of the source series
 * @param description the model's own words (0062,0006), may be empty
 */
public record SegSegment(
    int number,
    StructureCode structure,
    Mask mask,
    SegAlgorithm algorithm,
    String description,
    Tracking tracking) {

  public static SegSegment of(
      int number, StructureCode structure, Mask mask, SegAlgorithm algorithm) {
    return new SegSegment(number, structure, mask, algorithm, "", Tracking.none());
  }

  public SegSegment described(String text) {
    return new SegSegment(number, structure, mask, algorithm, text, tracking);
  }

  public SegSegment tracked(String id, String uid) {
    return new SegSegment(number, structure, mask, algorithm, description, new Tracking(id, uid));
  }
}
