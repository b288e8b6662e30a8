package io.deepgrow.app.upload;

import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What other features need to know of an uploaded volume.
 *
 * @param studyUid made here, in no PACS
 * @param seriesUid made here; sessions name the volume by it
 * @param name its id in the datastore; empty for what belongs to a session
 */
public record Upload(
    UUID id,
    String studyUid,
    String seriesUid,
    Optional<String> name,
    VolumeFormat format,
    Instant createdAt) {

  public StudyUid study() {
    return new StudyUid(studyUid);
  }

  public SeriesUid series() {
    return new SeriesUid(seriesUid);
  }

  /** What sessions call the volume. */
  public SeriesKey seriesKey() {
    return new SeriesKey(study(), series());
  }
}
