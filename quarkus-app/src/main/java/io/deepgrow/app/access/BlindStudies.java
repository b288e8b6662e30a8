package io.deepgrow.app.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Studies that several people mark, none of whom sees what the others do: those of projects with an
 * overlap, until as many copies are accepted or one of them is the project's last word.
 */
@ApplicationScoped
public class BlindStudies {

  /** What is changed on another replica is seen here after this time at the latest. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(10);

  private static final String ALL = "all";

  private static final String BLIND =
      """
      select distinct s.study_uid from project_settings t
      join project_study s on s.project_id = t.project_id
      where t.overlap > 1
        and not exists (
          select 1 from review f
          where f.project_id = t.project_id and f.study_uid = s.study_uid and f.final)
        and t.overlap > (
          select count(distinct coalesce(cast(r.annotator_id as text), r.annotator_name))
          from review r
          where r.project_id = t.project_id and r.study_uid = s.study_uid and r.state = 'ACCEPTED')
      """;

  private final EntityManager entities;
  private final LoadingCache<String, Set<String>> remembered =
      Caffeine.newBuilder().expireAfterWrite(SEEN_AFTER).build(key -> read());

  BlindStudies(EntityManager entities) {
    this.entities = entities;
  }

  /** Their UIDs, as they were some seconds ago at most. */
  Set<String> all() {
    return remembered.get(ALL);
  }

  private Set<String> read() {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(() -> entities.createNativeQuery(BLIND).getResultList());
    Set<String> studies = new HashSet<>();
    rows.forEach(row -> studies.add((String) row));
    return studies;
  }

  /** Has them looked up anew. */
  public void forget() {
    remembered.invalidateAll();
  }
}
