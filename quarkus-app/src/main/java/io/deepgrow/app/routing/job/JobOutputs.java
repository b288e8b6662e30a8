package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job so far.
 *
 * @param session where its segments are
 * @param result what was stored of them
 * @param readingTask what a person is to do instead, or after it
 * @param agreements of each structure, how much masks of jittered clicks agree with its own
 * @param copies objects that were sent to other PACS
 * @param slices of the series that was prepared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobOutputs(
    @Nullable UUID session,
    @Nullable UUID result,
    @Nullable UUID readingTask,
    List<Agreement> agreements,
    List<Copy> copies,
    @Nullable Integer slices) {

  /** Nothing yet. */
  public static final JobOutputs NONE =
      new JobOutputs(null, null, null, List.of(), List.of(), null);

  /**
   * How sure the network is of a structure.
   *
   * @param agreement from 0 to 1
   */
  public record Agreement(String structure, double agreement) {}

  /**
   * An object in another PACS.
   *
   * @param connection its name
   * @param replaced the object that was rejected there for it; absent for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Copy(
      String connection,
      String studyUid,
      String seriesUid,
      String sopInstanceUid,
      @Nullable String replaced) {}

  public JobOutputs {
    agreements = List.copyOf(agreements);
    copies = List.copyOf(copies);
  }

  /** Whether nothing has come of it. */
  @JsonIgnore
  public boolean isNothing() {
    return equals(NONE);
  }

  public JobOutputs withSession(UUID id) {
    return new JobOutputs(id, result, readingTask, agreements, copies, slices);
  }

  public JobOutputs withResult(UUID id) {
    return new JobOutputs(session, id, readingTask, agreements, copies, slices);
  }

  public JobOutputs withReadingTask(UUID id) {
    return new JobOutputs(session, result, id, agreements, copies, slices);
  }

  public JobOutputs withAgreements(List<Agreement> all) {
    return new JobOutputs(session, result, readingTask, all, copies, slices);
  }

  public JobOutputs withSlices(int count) {
    return new JobOutputs(session, result, readingTask, agreements, copies, count);
  }

  /** With one more copy. */
  public JobOutputs with(Copy copy) {
    List<Copy> all = new ArrayList<>(copies);
    all.add(copy);
    return new JobOutputs(session, result, readingTask, agreements, all, slices);
  }
}
