package io.deepgrow.app.support;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows the database has and how its schema came about; no row itself. */
@ApplicationScoped
class DatabaseFacts {

  /**
   * A migration of the schema.
   *
   * @param at when it was applied here
   */
  record Migration(String version, String description, String at, boolean success) {}

  /** As the database estimates them: counting a large table takes long. */
  private static final String ROWS =
      "select relname, greatest(n_live_tup, 0) from pg_stat_user_tables where schemaname ="
          + " current_schema() order by relname";

  private static final String LANES =
      "select 'queue_io: ' || task_name, count(*) from queue_io group by task_name union all select"
          + " 'queue_light: ' || task_name, count(*) from queue_light group by task_name order by 1";

  private static final String MIGRATIONS =
      "select coalesce(version, ''), description, cast(installed_on as text), success from"
          + " flyway_schema_history order by installed_rank";

  private final EntityManager entities;

  DatabaseFacts(EntityManager entities) {
    this.entities = entities;
  }

  /** Estimated rows by table, and exact ones by lane and kind of work. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String query : List.of(ROWS, LANES)) {
      for (Object[] row : all(query)) {
        rows.put((String) row[0], ((Number) row[1]).longValue());
      }
    }
    return rows;
  }

  List<Migration> migrations() {
    return all(MIGRATIONS).stream()
        .map(
            row ->
                new Migration((String) row[0], (String) row[1], (String) row[2], (Boolean) row[3]))
        .toList();
  }

  private List<Object[]> all(String query) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> rows = entities.createNativeQuery(query).getResultList();
              return rows.stream().map(Object[].class::cast).toList();
            });
  }
}
