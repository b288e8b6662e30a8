package io.deepgrow.app.registry;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was changed about which version answers; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Changes {

  /**
   * A change to write down.
   *
   * @param before the version that was active; null where none was
   * @param standardBefore the model of sessions that named none; null for that of the settings
   */
  record Draft(
      String model,
      UUID version,
      @Nullable UUID before,
      ChangeKind kind,
      int share,
      boolean standard,
      @Nullable String standardBefore) {}

  /** A change as it stands in its row. */
  record Row(long id, Draft draft, ChangeState state, @Nullable UUID requester, ChangeView view) {}

  private static final String SELECT =
      "select id, model, version_id, before_id, kind, share, standard, standard_before, state,"
          + " requested_by, requested_by_name, requested_at, decided_by_name, decided_at from"
          + " model_change";

  private final EntityManager entities;
  private final CurrentCaller callers;
  private final Clock clock;

  Changes(EntityManager entities, CurrentCaller callers, Clock clock) {
    this.entities = entities;
    this.callers = callers;
    this.clock = clock;
  }

  /** Writes a change down; its number. */
  long add(Draft draft, ChangeState state) {
    Caller caller = callers.get();
    UUID requester = caller.id();
    UUID before = draft.before();
    boolean done = state == ChangeState.DONE;
    Object id =
        entities
            .createNativeQuery(
                "insert into model_change (model, version_id, before_id, kind, share, standard,"
                    + " standard_before, state, requested_by, requested_by_name, requested_at,"
                    + " decided_by_name, decided_at) values (:model, :version, cast(:before as"
                    + " uuid), :kind, :share, :standard, :standardBefore, :state, cast(:requester"
                    + " as uuid), :name, :now, :decider, cast(:decided as timestamptz)) returning"
                    + " id")
            .setParameter("model", draft.model())
            .setParameter("version", draft.version())
            .setParameter("before", before == null ? null : before.toString())
            .setParameter("kind", draft.kind().name())
            .setParameter("share", draft.share())
            .setParameter("standard", draft.standard())
            .setParameter("standardBefore", draft.standardBefore())
            .setParameter("state", state.name())
            .setParameter("requester", requester == null ? null : requester.toString())
            .setParameter("name", caller.name())
            .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
            .setParameter("decider", done ? caller.name() : "")
            .setParameter("decided", done ? clock.instant().toString() : null)
            .getSingleResult();
    return ((Number) id).longValue();
  }

  /** Ends what was requested. */
  void decide(long id, ChangeState state) {
    entities
        .createNativeQuery(
            "update model_change set state = :state, decided_by_name = :name, decided_at = :now"
                + " where id = :id")
        .setParameter("state", state.name())
        .setParameter("name", callers.get().name())
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Ends what was requested, with what was before it now. */
  void done(long id, Draft draft) {
    UUID before = draft.before();
    entities
        .createNativeQuery(
            "update model_change set before_id = cast(:before as uuid), standard_before = :standard"
                + " where id = :id")
        .setParameter("before", before == null ? null : before.toString())
        .setParameter("standard", draft.standardBefore())
        .setParameter("id", id)
        .executeUpdate();
    decide(id, ChangeState.DONE);
  }

  Optional<Row> find(long id) {
    return rows(
            entities
                .createNativeQuery(SELECT + " where id = :id")
                .setParameter("id", id)
                .getResultList())
        .stream()
        .findFirst();
  }

  /** What a second person has to decide about a model. */
  Optional<Row> requested(String model) {
    return rows(
            entities
                .createNativeQuery(SELECT + " where model = :model and state = 'REQUESTED'")
                .setParameter("model", model)
                .getResultList())
        .stream()
        .findFirst();
  }

  /** The changes of a model that were done or requested, the newest first. */
  List<Row> of(String model, int most) {
    return rows(
        entities
            .createNativeQuery(SELECT + " where model = :model order by id desc")
            .setParameter("model", model)
            .setMaxResults(most)
            .getResultList());
  }

  /** The last change that made a version active in place of another, going back excepted. */
  Optional<Draft> madeActive(String model, UUID version) {
    return rows(
            entities
                .createNativeQuery(
                    SELECT
                        + " where model = :model and version_id = :version and before_id <>"
                        + " version_id and state = 'DONE' and kind in ('START', 'ACTIVATE') order by"
                        + " id desc")
                .setParameter("model", model)
                .setParameter("version", version)
                .setMaxResults(1)
                .getResultList())
        .stream()
        .findFirst()
        .map(Row::draft);
  }

  /** Whether a version was ever active. */
  boolean wasActive(UUID version) {
    return !entities
        .createNativeQuery(
            "select 1 from model_change where version_id = :version and state = 'DONE' and kind in"
                + " ('START', 'ACTIVATE', 'ROLL_BACK')")
        .setParameter("version", version)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private static List<Row> rows(List<?> rows) {
    return rows.stream().map(Object[].class::cast).map(Changes::row).toList();
  }

  private static Row row(Object[] row) {
    Draft draft =
        new Draft(
            (String) row[1],
            (UUID) row[2],
            (UUID) row[3],
            ChangeKind.valueOf((String) row[4]),
            ((Number) row[5]).intValue(),
            (Boolean) row[6],
            (String) row[7]);
    long id = ((Number) row[0]).longValue();
    ChangeState state = ChangeState.valueOf((String) row[8]);
    String decider = (String) row[12];
    ChangeView view =
        new ChangeView(
            id,
            draft.model(),
            draft.version(),
            draft.before(),
            draft.kind(),
            draft.share(),
            draft.standard(),
            state,
            (String) row[10],
            (Instant) row[11],
            decider.isEmpty() ? null : decider,
            (Instant) row[13]);
    return new Row(id, draft, state, (UUID) row[9], view);
  }
}
