package io.deepgrow.app.segment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it was when it was read: its row, its session, its number there and what it marks.
 *
 * @param label empty for the structure's own
 * @param locked whether its mask must stay as it is
 * @param keepsOthers whether it takes no voxel that another segment of its session has
 * @param revision of its newest mask, 0 before the first
 */
public record SegmentSnapshot(
    long id,
    UUID sessionId,
    int number,
    String structureId,
    String label,
    boolean locked,
    boolean keepsOthers,
    int revision) {

  /** One that may cover others. */
  public SegmentSnapshot(
      long id,
      UUID sessionId,
      int number,
      String structureId,
      String label,
      boolean locked,
      int revision) {
    this(id, sessionId, number, structureId, label, locked, false, revision);
  }

  /** As it was written down with a request's key; earlier versions did so without the last ones. */
  @JsonCreator
  static SegmentSnapshot written(
      @JsonProperty("id") long id,
      @JsonProperty("sessionId") UUID sessionId,
      @JsonProperty("number") int number,
      @JsonProperty("structureId") String structureId,
      @JsonProperty("label") String label,
      @JsonProperty("locked") boolean locked,
      @JsonProperty("keepsOthers") @Nullable Boolean keepsOthers,
      @JsonProperty("revision") @Nullable Integer revision) {
    return new SegmentSnapshot(
        id,
        sessionId,
        number,
        structureId,
        label,
        locked,
        Boolean.TRUE.equals(keepsOthers),
        revision == null ? 0 : revision);
  }

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
