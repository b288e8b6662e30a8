package io.deepgrow.app.compat.session;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.time.Instant;
import java.util.UUID;

/** A client's session: an image to click on, until it expires after the last use. */
public record ClientSession(
    UUID id,
    StudyUid study,
    SeriesUid series,
    Instant createdAt,
    Instant lastUsedAt,
    long expirySeconds) {

  static ClientSession of(ClientSessionRow row) {
    return new ClientSession(
        row.id,
        new StudyUid(row.studyUid),
        new SeriesUid(row.seriesUid),
        row.createdAt,
        row.lastUsedAt,
        row.expirySeconds);
  }

  /** Whose clicks are made in it. */
  public String owner() {
    return "session:" + id;
  }
}
