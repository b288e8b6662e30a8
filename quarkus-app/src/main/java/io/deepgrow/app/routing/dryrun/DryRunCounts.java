package io.deepgrow.app.routing.dryrun;

import java.util.Map;

/**
 * What a dry run has counted.
 *
 * @param studies that were looked at
 * @param matched by the version that was tried; by any rule where the active ones were tried
 * @param errors of the version, or of any rule
 * @param differing studies for which other jobs would be ordered than by the active rules
 * @param before jobs that the active rules order, by action
 * @param after jobs that would be ordered, by action
 */
public record DryRunCounts(
    int studies,
    int matched,
    int errors,
    int differing,
    Map<String, Integer> before,
    Map<String, Integer> after) {

  public DryRunCounts {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
