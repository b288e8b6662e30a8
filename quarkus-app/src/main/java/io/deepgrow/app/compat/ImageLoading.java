package io.deepgrow.app.compat;

import io.deepgrow.app.session.SeriesSource;
import io.deepgrow.app.session.VolumeCache;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;

/** Volumes of images that nobody has opened a session on. */
@ApplicationScoped
public class ImageLoading {

  private final SeriesSource source;
  private final VolumeCache cache;

  ImageLoading(SeriesSource source, VolumeCache cache) {
    this.source = source;
    this.cache = cache;
  }

  /**
   * The image's volume, from memory or loaded now.
   *
   * @throws io.deepgrow.series.SeriesException when it makes no volume
   */
  public LoadedSeries load(ClientImage image) {
    String series = image.series().value();
    return cache
        .find(series)
        .orElseGet(
            () -> {
              LoadedSeries loaded = source.load(image.study(), image.series(), (done, total) -> {});
              cache.put(series, loaded);
              return loaded;
            });
  }
}
