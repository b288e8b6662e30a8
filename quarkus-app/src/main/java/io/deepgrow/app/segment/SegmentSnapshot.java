package io.deepgrow.app.segment;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.UUID;

/**
 * A segment as it was when it was read: its row, its session, its number there and what it marks.
 *
 * @param label empty for the structure's own
 * @param locked whether its mask must stay as it is
 */
public record SegmentSnapshot(
    long id, UUID sessionId, int number, String structureId, String label, boolean locked) {

  /**
   * Makes sure that the mask may change.
   *
   * @throws ApiException {@code segment.locked}
   */
  public void requireUnlocked() {
    if (locked) {
      throw new ApiException(
          ErrorCode.SEGMENT_LOCKED,
          "Segment " + number + " is locked; unlock it to change what it marks");
    }
  }
}
