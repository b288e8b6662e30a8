package io.deepgrow.app.routing.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.routing.condition.Explained;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule said what it said.
 *
 * @param when what came of the study's conditions; null where the rule could not be asked
 * @param series what came of each series; none where the study does not meet the conditions
 * @param more how many further series are not shown
 * @param reason in one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Why(@Nullable Explained when, List<SeriesVerdict> series, int more, String reason) {

  public Why {
    series = List.copyOf(series);
  }

  /** What becomes of a series. */
  public enum Choice {
    CHOSEN,
    /** Others are better by the rule's preferences. */
    NOT_PREFERRED,
    /** It does not meet the conditions. */
    NOT_FITTING,
    /** It was made from other series. */
    DERIVED,
    /** It was decided on before. */
    NOT_NEW
  }

  /**
   * What came of a series.
   *
   * @param where what came of its conditions; null where they were not asked, or are not shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SeriesVerdict(
      String seriesUid, String modality, int instances, Choice choice, @Nullable Explained where) {}

  /** Why a rule could not be asked. */
  public static Why failed(String reason) {
    return new Why(null, List.of(), 0, reason);
  }
}
