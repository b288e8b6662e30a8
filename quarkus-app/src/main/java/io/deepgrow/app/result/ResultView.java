package io.deepgrow.app.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result as the API shows it.
 *
 * @param connection the name of the PACS that it goes to; absent for the configured one
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
    @Nullable String connection,
    int attempts,
    @Nullable String reason,
    @Nullable String note,
    Instant createdAt) {

  static ResultView of(StoredResult row, @Nullable String connection) {
    return new ResultView(
        row.id,
        row.state,
        row.studyUid,
        row.seriesUid,
        row.sopUid,
        connection,
        row.attempts,
        row.reason,
        row.note,
        row.createdAt);
  }
}
