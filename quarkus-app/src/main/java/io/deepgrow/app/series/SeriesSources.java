package io.deepgrow.app.series;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** All sources, the first that has a series gives it. */
@ApplicationScoped
class SeriesSources {

  private final List<SeriesSource> sources;

  /**
   * Sources in their order.
   *
   * @param sources by falling {@link jakarta.annotation.Priority}; the PACS is the last
   */
  @Inject
  SeriesSources(@All List<SeriesSource> sources) {
    this.sources = List.copyOf(sources);
  }

  SeriesSource of(SeriesKey key) {
    return sources.stream()
        .filter(source -> source.has(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No source takes on all series"));
  }
}
