package io.deepgrow.app.compat;

import io.deepgrow.app.session.SeriesLoading;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;

/** Volumes of images that nobody has opened a session on. */
@ApplicationScoped
public class ImageLoading {

  private final SeriesLoading loading;

  ImageLoading(SeriesLoading loading) {
    this.loading = loading;
  }

  /**
   * The image's volume, from memory or loaded now.
   *
   * @throws io.deepgrow.series.SeriesException when it makes no volume
   */
  public LoadedSeries load(ClientImage image) {
    return loading.now(image.study(), image.series());
  }
}
