package io.deepgrow.app.routing.sighting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Studies that have been sighted and have settled. */
public interface SightedStudies {

  /** A study by its sighting; empty where there is none, or it has not settled yet. */
  Optional<SightedStudy> find(UUID sighting);

  /**
   * The studies that settled last, the newest first.
   *
   * @param n how many at most
   * @param since only those that settled then or later
   */
  List<SightedStudy> last(int n, Instant since);
}
