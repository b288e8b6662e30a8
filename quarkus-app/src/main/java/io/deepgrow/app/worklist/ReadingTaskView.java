package io.deepgrow.app.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reading task as the API shows it to one caller.
 *
 * @param connection the name of the PACS that has the series; absent for the configured one
 * @param project whose annotators get it; absent for all who may annotate the study
 * @param account who alone gets it; absent for whoever takes it
 * @param structures ids of what is to be marked
 * @param marked those of them that have a voxel in its session
 * @param priority from 1 (can wait) to 9 (at once)
 * @param reason why a person is to do it
 * @param session where it is marked, or where the machine has begun
 * @param mine whether the caller has it, or did it
 * @param takeable whether the caller could take it now
 * @param holder who has it, or did it; absent for others than that one and operators
 * @param claimUntil until when it is theirs without another sign; absent as the holder
 * @param comment of the reviewer who returned it
 * @param job that put it on the list; absent for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReadingTaskView(
    UUID id,
    TaskState state,
    String studyUid,
    String seriesUid,
    @Nullable String connection,
    @Nullable UUID project,
    @Nullable String account,
    List<String> structures,
    List<String> marked,
    int priority,
    @Nullable Instant due,
    String reason,
    @Nullable UUID session,
    boolean mine,
    boolean takeable,
    @Nullable String holder,
    @Nullable Instant claimUntil,
    @Nullable String comment,
    @Nullable UUID job,
    Instant createdAt,
    Instant changedAt) {

  public ReadingTaskView {
    structures = List.copyOf(structures);
    marked = List.copyOf(marked);
  }
}
