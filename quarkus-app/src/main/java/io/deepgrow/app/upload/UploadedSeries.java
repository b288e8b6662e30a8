package io.deepgrow.app.upload;

import io.deepgrow.app.Erased;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSource;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.MemoryRoom;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** The volumes that were uploaded. */
@ApplicationScoped
@Priority(10)
class UploadedSeries implements SeriesSource {

  private final UploadService uploads;
  private final UploadReader reader;

  UploadedSeries(UploadService uploads, UploadReader reader) {
    this.uploads = uploads;
    this.reader = reader;
  }

  @Override
  public boolean has(SeriesKey key) {
    return key.connection().isDefault() && uploads.bySeries(key.series().value()).isPresent();
  }

  @Override
  public LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress) {
    return reader.read(uploads.bySeries(key.series().value()).orElseThrow(Erased::meanwhile), room);
  }
}
