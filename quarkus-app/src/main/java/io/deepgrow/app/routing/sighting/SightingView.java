package io.deepgrow.app.routing.sighting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A study of a PACS, as far as it is known.
 *
 * @param connection the name of the PACS
 * @param attributes of the study by keyword; nothing names the patient
 * @param waitingSince when it was reported, or reported again after a decision
 * @param settledAt when the rules decided; absent before
 * @param looks how often the PACS was asked about it
 * @param failure why the last look failed; empty when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SightingView(
    UUID id,
    String connection,
    String studyUid,
    SightingState state,
    ReportedBy reportedBy,
    Map<String, String> attributes,
    List<Series> series,
    Instant createdAt,
    Instant waitingSince,
    Instant changedAt,
    Instant nextLook,
    @Nullable Instant settledAt,
    int looks,
    String failure) {

  /**
   * A series of it.
   *
   * @param derived whether it was made from other series
   */
  public record Series(
      String seriesUid,
      String modality,
      int instances,
      boolean derived,
      Map<String, String> attributes) {
    public Series {
      attributes = Map.copyOf(attributes);
    }
  }

  public SightingView {
    attributes = Map.copyOf(attributes);
    series = List.copyOf(series);
  }

  /** The same with its series. */
  SightingView with(List<Series> those) {
    return new SightingView(
        id,
        connection,
        studyUid,
        state,
        reportedBy,
        attributes,
        those,
        createdAt,
        waitingSince,
        changedAt,
        nextLook,
        settledAt,
        looks,
        failure);
  }
}
