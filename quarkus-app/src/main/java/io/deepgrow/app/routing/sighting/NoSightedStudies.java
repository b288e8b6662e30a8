package io.deepgrow.app.routing.sighting;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stands in while nothing keeps sightings: there are none. */
@DefaultBean
@ApplicationScoped
class NoSightedStudies implements SightedStudies {

  @Override
  public Optional<SightedStudy> find(UUID sighting) {
    return Optional.empty();
  }

  @Override
  public List<SightedStudy> last(int n, Instant since) {
    return List.of();
  }
}
