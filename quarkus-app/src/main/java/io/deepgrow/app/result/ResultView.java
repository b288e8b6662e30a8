package io.deepgrow.app.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result as the API shows it.
 *
 * @param reason what the PACS or the network said last, when something went wrong
 * @param note what its maker should know although it went well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultView(
    UUID id,
    ResultState state,
    String studyUid,
    String seriesUid,
    String sopInstanceUid,
    int attempts,
    @Nullable String reason,
    @Nullable String note,
    Instant createdAt) {

  static ResultView of(StoredResult row) {
    return new ResultView(
        row.id,
        row.state,
        row.studyUid,
        row.seriesUid,
        row.sopUid,
        row.attempts,
        row.reason,
        row.note,
        row.createdAt);
  }
}
