package io.deepgrow.app.erasure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Learns from the audit trail what other replicas have erased, so that nothing of it stays in the
 * memory or on the disk of this one.
 */
@ApplicationScoped
class ErasedElsewhere {

  /** Rows that may be committed after rows with higher numbers. */
  private static final long LATE = 10_000;

  private static final String DEEDS =
      "select id, action, session_id, study_uid from audit_event where id > :from and action in"
          + " (:deeds) order by id";

  private final EntityManager entities;
  private final ErasedTraces traces;
  private Set<Long> done = Set.of();
  private long last = -1;

  ErasedElsewhere(EntityManager entities, ErasedTraces traces) {
    this.entities = entities;
    this.traces = traces;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void look() {
    boolean first = last < 0;
    long from = last - LATE;
    long newest =
        QuarkusTransaction.requiringNew()
            .call(() -> number("select coalesce(max(id), 0) from audit_event"));
    Set<Long> seen = new HashSet<>();
    for (Object[] deed : deeds(first ? newest - LATE : from)) {
      long id = ((Number) deed[0]).longValue();
      // what was erased before this replica started never was in its memory
      if (!first && !done.contains(id)) {
        traces.forget(id, (String) deed[1], (UUID) deed[2], (String) deed[3]);
      }
      seen.add(id);
    }
    done = seen;
    last = newest;
  }

  private long number(String sql) {
    return ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue();
  }

  private List<Object[]> deeds(long from) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((List<?>)
                        entities
                            .createNativeQuery(DEEDS)
                            .setParameter("from", from)
                            .setParameter(
                                "deeds",
                                List.of(
                                    ErasedTraces.STUDY, ErasedTraces.SESSION, ErasedTraces.UPLOAD))
                            .getResultList())
                    .stream().map(Object[].class::cast).toList());
  }
}
