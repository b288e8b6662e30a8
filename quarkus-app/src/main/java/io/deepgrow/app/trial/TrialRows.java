package io.deepgrow.app.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.queue.Due;
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

/** Rows of trials; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class TrialRows {

  private static final String SELECT =
      "select id, version_id, kind, session_id, state, done, total, failure, outcome, picture is not"
          + " null, started_by_name, created_at, ended_at from model_trial";

  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;

  TrialRows(EntityManager entities, ObjectMapper json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  void add(UUID id, UUID version, TrialKind kind, @Nullable UUID session, String by) {
    entities
        .createNativeQuery(
            "insert into model_trial (id, version_id, kind, session_id, state, started_by_name,"
                + " created_at) values (:id, :version, :kind, cast(:session as uuid), 'QUEUED', :by,"
                + " :now)")
        .setParameter("id", id)
        .setParameter("version", version)
        .setParameter("kind", kind.name())
        .setParameter("session", session == null ? null : session.toString())
        .setParameter("by", by)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** Takes a trial that is not at its end; its turn, by which later changes are told apart. */
  Optional<Integer> take(UUID id) {
    List<?> turns =
        entities
            .createNativeQuery(
                "update model_trial set state = 'RUNNING', turn = turn + 1, done = 0 where id = :id"
                    + " and state in ('QUEUED', 'RUNNING') returning turn")
            .setParameter("id", id)
            .getResultList();
    return turns.stream().findFirst().map(turn -> ((Number) turn).intValue());
  }

  /** Notes how far a trial is; false when somebody else has taken it since, or it is gone. */
  boolean progress(UUID id, int turn, int done, int total) {
    return entities
            .createNativeQuery(
                "update model_trial set done = :done, total = :total where id = :id and turn = :turn")
            .setParameter("done", done)
            .setParameter("total", total)
            .setParameter("id", id)
            .setParameter("turn", turn)
            .executeUpdate()
        == 1;
  }

  boolean done(UUID id, int turn, TrialOutcome outcome, byte @Nullable [] picture) {
    return entities
            .createNativeQuery(
                "update model_trial set state = 'DONE', outcome = :outcome, picture = cast(:picture"
                    + " as bytea), done = total, ended_at = :now where id = :id and turn = :turn")
            .setParameter("outcome", text(outcome))
            .setParameter("picture", picture)
            .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
            .setParameter("id", id)
            .setParameter("turn", turn)
            .executeUpdate()
        == 1;
  }

  void failed(UUID id, int turn, String reason) {
    entities
        .createNativeQuery(
            "update model_trial set state = 'FAILED', failure = left(:reason, 500), ended_at = :now"
                + " where id = :id and turn = :turn")
        .setParameter("reason", reason)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .setParameter("id", id)
        .setParameter("turn", turn)
        .executeUpdate();
  }

  Optional<TrialView> find(UUID id) {
    return views(
            entities
                .createNativeQuery(SELECT + " where id = :id")
                .setParameter("id", id)
                .getResultList())
        .stream()
        .findFirst();
  }

  Optional<byte[]> picture(UUID id) {
    List<?> found =
        entities
            .createNativeQuery("select picture from model_trial where id = :id")
            .setParameter("id", id)
            .getResultList();
    return found.stream().findFirst().map(byte[].class::cast);
  }

  /** The trials of a version, the newest first. */
  List<TrialView> of(UUID version, int most) {
    return views(
        entities
            .createNativeQuery(SELECT + " where version_id = :version order by created_at desc, id")
            .setParameter("version", version)
            .setMaxResults(most)
            .getResultList());
  }

  List<Due> open() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id, created_at from model_trial where state in ('QUEUED', 'RUNNING')")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }

  private List<TrialView> views(List<?> rows) {
    return rows.stream().map(Object[].class::cast).map(this::view).toList();
  }

  private TrialView view(Object[] row) {
    return new TrialView(
        (UUID) row[0],
        (UUID) row[1],
        TrialKind.valueOf((String) row[2]),
        (UUID) row[3],
        TrialState.valueOf((String) row[4]),
        ((Number) row[5]).intValue(),
        ((Number) row[6]).intValue(),
        (String) row[7],
        outcome((String) row[8]),
        (Boolean) row[9],
        (String) row[10],
        (Instant) row[11],
        (Instant) row[12]);
  }

  private String text(TrialOutcome outcome) {
    try {
      return json.writeValueAsString(outcome);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An outcome could not be written", e);
    }
  }

  private @Nullable TrialOutcome outcome(@Nullable String text) {
    try {
      return text == null ? null : json.readValue(text, TrialOutcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An outcome could not be read", e);
    }
  }
}
