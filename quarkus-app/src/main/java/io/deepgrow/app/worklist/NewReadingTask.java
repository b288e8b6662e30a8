package io.deepgrow.app.worklist;

import io.deepgrow.app.connection.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series for somebody to mark.
 *
 * @param id of the task; opening one of the same id again changes nothing
 * @param job that puts it on the list; null for a person
 * @param project whose annotators get it; null for all who may annotate the study
 * @param account who alone gets it; null for whoever takes it
 * @param structures ids of what is to be marked
 * @param priority from 1 (can wait) to 9 (at once)
 * @param reason why a person is to do it, in words that people read; no patient data
 * @param session where the machine has begun; null when there is nothing to begin with
 */
public record NewReadingTask(
    UUID id,
    @Nullable UUID job,
    ConnectionId connection,
    String studyUid,
    String seriesUid,
    @Nullable UUID project,
    @Nullable UUID account,
    List<String> structures,
    int priority,
    @Nullable Instant due,
    String reason,
    @Nullable UUID session) {

  public NewReadingTask {
    structures = List.copyOf(structures);
  }
}
