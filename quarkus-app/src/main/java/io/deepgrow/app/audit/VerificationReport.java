package io.deepgrow.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verification of the audit trail found.
 *
 * @param intact whether nothing is wrong
 * @param rows that are as their seals know them
 * @param gone rows that went by their age
 * @param goneBefore rows of before this time went by age, as the trail itself says
 * @param unsealed rows that no seal vouches for yet
 * @param root of the newest seal, to compare with the log
 * @param wrong how much is wrong; the first of it is in the findings
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerificationReport(
    boolean intact,
    long seals,
    long rows,
    long gone,
    Optional<Instant> goneBefore,
    long unsealed,
    Optional<String> root,
    long wrong,
    List<Finding> findings) {

  /** What can be wrong. */
  public enum Kind {
    ROW_CHANGED,
    ROW_MISSING,
    ROW_ADDED,
    SEAL_CHANGED,
    SEAL_MISSING
  }

  /**
   * Something wrong.
   *
   * @param row its number, where it is about one
   * @param seal its number, where there is one
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Finding(Kind kind, Optional<Long> row, Optional<Long> seal, String detail) {}
}
