package io.deepgrow.app.series;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;

/**
 * A series of a study in a PACS; a series that was moved to another study is another one, and so is
 * one of the same UIDs in another PACS.
 */
public record SeriesKey(ConnectionId connection, StudyUid study, SeriesUid series) {

  /** A series of the configured PACS, or an upload. */
  public SeriesKey(StudyUid study, SeriesUid series) {
    this(ConnectionId.DEFAULT, study, series);
  }
}
