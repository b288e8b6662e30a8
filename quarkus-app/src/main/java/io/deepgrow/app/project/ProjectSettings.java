package io.deepgrow.app.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project says about the work on its studies.
 *
 * @param structures that it marks, with their colours; empty for any
 * @param modelId for sessions that name none; null for the service's own choice
 * @param review which results are reviewed, and when
 * @param samplePercent how many of a hundred results are reviewed by {@link ReviewPolicy#SAMPLE}
 * @param fourEyes whether nobody decides about what they worked on themselves
 * @param overlap how many people mark each study, none of whom sees what the others do
 * @param revision counts changes; 0 before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectSettings(
    List<ProjectStructure> structures,
    @Nullable String modelId,
    ReviewPolicy review,
    int samplePercent,
    boolean fourEyes,
    int overlap,
    int revision) {

  private static final int MOST_STRUCTURES = 100;
  private static final int MOST_COPIES = 10;
  private static final int ALL = 100;

  /** Of a project that nobody has set anything for. */
  public static final ProjectSettings NONE =
      new ProjectSettings(List.of(), null, ReviewPolicy.NONE, ALL, true, 1, 0);

  public ProjectSettings {
    structures = List.copyOf(structures);
  }

  /** The same, checked and as it is written down. */
  ProjectSettings checked() {
    require(samplePercent >= 1 && samplePercent <= ALL, "samplePercent is 1 to 100");
    require(overlap >= 1 && overlap <= MOST_COPIES, "overlap is 1 to 10");
    require(
        overlap == 1 || review == ReviewPolicy.BEFORE_SENDING,
        "overlap above 1 needs review BEFORE_SENDING: what is in the PACS is seen by all");
    require(structures.size() <= MOST_STRUCTURES, "structures are at most 100");
    List<ProjectStructure> all = structures.stream().map(ProjectStructure::checked).toList();
    require(
        all.stream().map(ProjectStructure::structure).distinct().count() == all.size(),
        "structures has one twice");
    return new ProjectSettings(all, modelId, review, samplePercent, fourEyes, overlap, revision);
  }

  private static void require(boolean holds, String text) {
    if (!holds) {
      throw new ApiException(ErrorCode.BAD_REQUEST, text);
    }
  }
}
