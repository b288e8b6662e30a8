package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.connection.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A study in a PACS, as it was when it had settled.
 *
 * @param id of the sighting; the same for the same study of the same PACS
 * @param digest of the series and the number of their instances, SHA-256 in hexadecimal digits
 * @param connectionName as people know the PACS
 * @param attributes of the study by keyword, such as {@code StudyDescription}; several values are
 *     joined by a backslash. Nothing names the patient
 * @param series in the order of their UIDs; those that the service or other programs derived are
 *     marked
 * @param settledAt when nothing had come any more for long enough
 * @param late whether it had been decided on before, and more came since
 */
public record SightedStudy(
    UUID id,
    ConnectionId connection,
    String connectionName,
    String studyUid,
    String digest,
    Map<String, String> attributes,
    List<SightedSeries> series,
    Instant settledAt,
    boolean late) {

  public SightedStudy {
    attributes = Map.copyOf(attributes);
    series = List.copyOf(series);
  }
}
