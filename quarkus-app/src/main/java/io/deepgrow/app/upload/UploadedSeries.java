package io.deepgrow.app.upload;

import io.deepgrow.app.session.SeriesSource;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.MemoryRoom;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Optional;

/** Gives sessions the volumes that were uploaded; all others come from the PACS. */
@Decorator
@Priority(10)
public class UploadedSeries implements SeriesSource {

  private final SeriesSource pacs;
  private final UploadService uploads;
  private final UploadReader reader;

  @Inject
  UploadedSeries(@Delegate @Any SeriesSource pacs, UploadService uploads, UploadReader reader) {
    this.pacs = pacs;
    this.uploads = uploads;
    this.reader = reader;
  }

  @Override
  public LoadedSeries load(StudyUid study, SeriesUid series, MemoryRoom room, Progress progress) {
    Optional<Upload> upload = uploads.bySeries(series.value());
    return upload.isPresent()
        ? reader.read(upload.get(), room)
        : pacs.load(study, series, room, progress);
  }

  @Override
  public LoadedSeries today(LoadedSeries loaded, StudyUid study, SeriesUid series) {
    return uploads.bySeries(series.value()).isPresent()
        ? loaded
        : pacs.today(loaded, study, series);
  }
}
