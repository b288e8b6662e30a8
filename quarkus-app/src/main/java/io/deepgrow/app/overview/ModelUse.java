package io.deepgrow.app.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models sessions were opened with, whether they still run or not. */
@ApplicationScoped
public class ModelUse {

  /** How many sessions were opened with a model. */
  public record Use(long sessions, long open, Instant last) {}

  private final EntityManager entities;

  ModelUse(EntityManager entities) {
    this.entities = entities;
  }

  /** By the id of the model. */
  public Map<String, Use> byModel() {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select model_id, count(*), count(*) filter (where state <> 'CLOSED'),"
                                + " max(created_at) from annotation_session group by model_id order"
                                + " by model_id")
                        .getResultList());
    Map<String, Use> uses = new LinkedHashMap<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      uses.put(
          (String) row[0],
          new Use(((Number) row[1]).longValue(), ((Number) row[2]).longValue(), (Instant) row[3]));
    }
    return uses;
  }
}
