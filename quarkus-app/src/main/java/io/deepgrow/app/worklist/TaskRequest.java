package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series for somebody to mark.
 *
 * @param connection the name of the PACS that has it; absent for the configured one
 * @param project whose annotators get it; absent for all who may annotate the study
 * @param account name or id of who alone gets it; absent for whoever takes it
 * @param structures ids of what is to be marked; absent for those of the project
 * @param priority from 1 (can wait) to 9 (at once); absent for 5
 * @param reason why, without anything of a patient
 */
public record TaskRequest(
    @NotNull @Nullable String studyUid,
    @NotNull @Nullable String seriesUid,
    @Nullable String connection,
    @Nullable UUID project,
    @Nullable String account,
    @Nullable List<@Nullable String> structures,
    @Nullable Integer priority,
    @Nullable Instant due,
    @Nullable String reason) {

  private static final int USUAL = 5;

  ReadingTasks.ByHand byHand() {
    return new ReadingTasks.ByHand(
        new StudyUid(String.valueOf(studyUid)),
        new SeriesUid(String.valueOf(seriesUid)),
        connection,
        project,
        account,
        named(),
        Objects.requireNonNullElse(priority, USUAL),
        due,
        Objects.requireNonNullElse(reason, ""));
  }

  private List<String> named() {
    List<@Nullable String> all = Objects.requireNonNullElse(structures, List.of());
    if (all.stream().anyMatch(Objects::isNull)) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "structures are ids of structures, not null");
    }
    return all.stream().map(String::valueOf).toList();
  }
}
