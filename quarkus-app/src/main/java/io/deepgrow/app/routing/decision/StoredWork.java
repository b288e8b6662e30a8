package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.sighting.SightedStudy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What stands in the database of results. Nobody tells yet whose study one is. */
@ApplicationScoped
class StoredWork implements KnownWork {

  private static final String STORED =
      "select exists (select 1 from stored_result r join segment s on s.session_id = r.session_id"
          + " where r.study_uid = :study and r.state in ('STORED', 'VERIFIED') and s.structure_id ="
          + " :structure)";

  private final EntityManager entities;

  StoredWork(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean hasSegmentationOf(SightedStudy study, String structure) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                (Boolean)
                    entities
                        .createNativeQuery(STORED)
                        .setParameter("study", study.studyUid())
                        .setParameter("structure", structure)
                        .getSingleResult());
  }

  @Override
  public OptionalInt priors(SightedStudy study, @Nullable String modality, int maxAgeDays) {
    return OptionalInt.empty();
  }
}
