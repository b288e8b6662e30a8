package io.deepgrow.app.series;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.MemoryRoom;

/** Where series come from: the PACS, uploads, or a fake in tests. */
public interface SeriesSource {

  /** Whether this source has the series, as far as can be said without loading it. */
  boolean has(SeriesKey key);

  /**
   * Loads a series into a volume; an interrupt of the thread ends it early.
   *
   * @param room asked for memory before it is taken
   * @throws io.deepgrow.app.ApiException when the PACS is away or has no such series
   * @throws io.deepgrow.series.SeriesException when its slices make no volume
   */
  LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress);

  /**
   * A series from memory under the patient and study that its source names today; they change when
   * a study is given to another patient, its voxels don't.
   *
   * @throws io.deepgrow.app.ApiException when the PACS is away or has the series no more
   */
  default LoadedSeries today(LoadedSeries loaded, SeriesKey key) {
    return loaded;
  }

  /** Told of every slice that has come. */
  @FunctionalInterface
  interface Progress {

    /**
     * More slices are there.
     *
     * @param total 0 while it is not known
     */
    void slices(int done, int total);
  }
}
