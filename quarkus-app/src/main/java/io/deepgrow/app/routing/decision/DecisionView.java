package io.deepgrow.app.routing.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a version of a rule said of a study as it was then.
 *
 * @param digest of the study's content
 * @param jobs what it had done
 */
public record DecisionView(
    UUID id,
    UUID sighting,
    String studyUid,
    String digest,
    UUID rule,
    String ruleName,
    int version,
    RuleOutcome outcome,
    Why why,
    List<OrderedJob> jobs,
    Instant createdAt) {

  /** A job that was ordered, or was there already. */
  public record OrderedJob(UUID job, String action, String seriesUid) {}
}
