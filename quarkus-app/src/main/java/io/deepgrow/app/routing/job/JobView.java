package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown.
 *
 * @param connection the name of the PACS of the series; absent for the configured one
 * @param rule which rule ordered it; absent for a person or a work item
 * @param orderedBy how records name who ordered it
 * @param priority from 1 (can wait) to 9 (at once)
 * @param notBefore when the next attempt may begin
 * @param attempts that failed since it was ordered or a person had it done again
 * @param failureCode what was wrong last, a code that stays the same over versions
 * @param failure the same in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
    UUID id,
    ActionKind kind,
    JobState state,
    @JsonIgnore ConnectionId source,
    @Nullable String connection,
    String studyUid,
    String seriesUid,
    Action action,
    @Nullable UUID rule,
    @Nullable Integer ruleVersion,
    String orderedBy,
    int priority,
    Instant notBefore,
    int attempts,
    @Nullable String failureCode,
    @Nullable String failure,
    JobOutputs outputs,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** The series in its study. */
  public SeriesKey seriesKey() {
    return new SeriesKey(source, new StudyUid(studyUid), new SeriesUid(seriesUid));
  }
}
