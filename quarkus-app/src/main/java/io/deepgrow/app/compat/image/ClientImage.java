package io.deepgrow.app.compat.image;

import io.deepgrow.app.upload.Upload;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.util.Optional;

/**
 * The image of a request.
 *
 * @param id as the client calls it: a Series Instance UID, a name in the datastore or a session
 * @param upload its files; empty for a series in the PACS
 */
public record ClientImage(String id, StudyUid study, SeriesUid series, Optional<Upload> upload) {

  /** An image among the uploads. */
  public static ClientImage of(String id, Upload upload) {
    return new ClientImage(id, upload.study(), upload.series(), Optional.of(upload));
  }
}
