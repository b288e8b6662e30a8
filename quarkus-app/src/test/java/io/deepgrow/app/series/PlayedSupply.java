package io.deepgrow.app.series;

import java.time.Duration;
import java.util.List;

/** A supply of series from one source that a test plays; nothing of it is in the service. */
public final class PlayedSupply {

  private static final long MEMORY = 100L << 20;

  private PlayedSupply() {}

  /** A supply that reads one series at a time, as long as that takes. */
  public static SeriesSupply of(SeriesSource source) {
    SeriesMemory memory = new SeriesMemory(MEMORY, MEMORY, Duration.ofHours(1), System::nanoTime);
    return new SeriesSupply(new SeriesSources(List.of(source)), memory, 1, Duration.ofHours(1));
  }

  /** Ends what it is doing. */
  public static void stop(SeriesSupply supply) {
    supply.stop();
  }

  /** A small series of a study, without slices. */
  public static io.deepgrow.series.LoadedSeries small(String study) {
    return TestSeries.of(study);
  }
}
