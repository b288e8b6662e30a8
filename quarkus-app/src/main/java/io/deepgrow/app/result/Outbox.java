package io.deepgrow.app.result;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Results in the database; methods join the caller's transaction. */
@ApplicationScoped
class Outbox {

  private static final String DUE =
      "select * from stored_result where state in ('PENDING', 'STORED') and next_attempt <= ?1"
          + " order by next_attempt limit 1 for update skip locked";

  private final EntityManager entities;
  private final Clock clock;

  Outbox(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  void add(StoredResult result) {
    entities.persist(result);
  }

  Optional<StoredResult> find(UUID id) {
    return Optional.ofNullable(entities.find(StoredResult.class, id));
  }

  List<StoredResult> of(UUID session) {
    return entities
        .createQuery(
            "from StoredResult r where r.sessionId = :id order by r.createdAt", StoredResult.class)
        .setParameter("id", session)
        .getResultList();
  }

  /** A result whose time has come, held against other workers until the transaction ends. */
  Optional<StoredResult> claim() {
    List<?> rows =
        entities
            .createNativeQuery(DUE, StoredResult.class)
            .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
            .getResultList();
    return rows.stream().map(StoredResult.class::cast).findFirst();
  }
}
