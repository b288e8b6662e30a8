package io.deepgrow.app.routing.sighting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Studies that were sighted, as rules see them. */
public interface SightedStudies {

  /** A study as it is known now; whether it has settled or not. */
  Optional<SightedStudy> find(UUID id);

  /**
   * The studies that settled last, the newest first.
   *
   * @param n how many at most
   * @param since no earlier ones
   */
  List<SightedStudy> last(int n, Instant since);
}
