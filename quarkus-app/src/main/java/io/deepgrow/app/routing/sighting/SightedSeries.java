package io.deepgrow.app.routing.sighting;

import java.util.Map;

/**
 * A series of a sighted study.
 *
 * @param modality such as CT
 * @param instances how many there are
 * @param attributes by keyword, such as {@code SeriesDescription}, {@code SliceThickness} (mm),
 *     {@code BodyPartExamined}; several values are joined by a backslash. Nothing names the patient
 * @param derived whether it was made from other series: Segmentations, reports, presentation states
 *     and key objects, derived images, and all that this service stored itself
 * @param fresh whether it came, or grew, since the study was decided on before
 */
public record SightedSeries(
    String seriesUid,
    String modality,
    int instances,
    Map<String, String> attributes,
    boolean derived,
    boolean fresh) {

  public SightedSeries {
    attributes = Map.copyOf(attributes);
  }
}
