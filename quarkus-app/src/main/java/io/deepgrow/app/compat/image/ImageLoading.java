package io.deepgrow.app.compat.image;

import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Volumes of images that nobody has opened a session on. */
@ApplicationScoped
public class ImageLoading {

  private final SeriesSupply supply;
  private final Duration wait;

  ImageLoading(SeriesSupply supply, ClientConfig config) {
    this.supply = supply;
    this.wait = config.loadWait();
  }

  /**
   * The image's volume, from memory or loaded now.
   *
   * @throws io.deepgrow.series.SeriesException when it makes no volume
   */
  public LoadedSeries load(ClientImage image) {
    return supply.now(new SeriesKey(image.study(), image.series()), wait);
  }
}
