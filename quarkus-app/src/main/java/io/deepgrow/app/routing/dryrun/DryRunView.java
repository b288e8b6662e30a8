package io.deepgrow.app.routing.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dry run.
 *
 * @param rule whose version was tried; absent where the active rules were
 * @param last how many studies at most
 * @param since only studies that settled then or later; absent for all
 * @param done studies looked at, of total
 * @param differing the first studies whose outcome would differ, at most 200
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRunView(
    UUID id,
    @Nullable UUID rule,
    @Nullable Integer version,
    int last,
    @Nullable Instant since,
    DryRunState state,
    int done,
    int total,
    @Nullable String failure,
    @Nullable DryRunCounts counts,
    List<DifferingStudy> differing,
    String startedBy,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /**
   * A study whose outcome would differ.
   *
   * @param before jobs of the active rules
   * @param after jobs with the version that was tried
   */
  public record DifferingStudy(
      UUID sighting, String studyUid, List<DryRunJob> before, List<DryRunJob> after) {

    public DifferingStudy {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** A job that would be ordered. */
  public record DryRunJob(String rule, String action, String seriesUid) {}
}
