package io.deepgrow.app.routing.dryrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
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

/** Rows of dry runs; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class DryRunRows {

  private static final String SELECT =
      "select r.id, r.rule_id, r.version, r.last, r.since, r.state, r.done, r.total, r.failure,"
          + " r.counts, r.started_by_name, r.created_at, r.ended_at from routing_dry_run r";
  private static final TypeReference<List<DryRunView.DryRunJob>> JOBS = new TypeReference<>() {};

  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;

  DryRunRows(EntityManager entities, ObjectMapper json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  void add(
      UUID id,
      @Nullable UUID rule,
      @Nullable Integer version,
      int last,
      @Nullable Instant since,
      String by) {
    entities
        .createNativeQuery(
            "insert into routing_dry_run (id, rule_id, version, last, since, state,"
                + " started_by_name, created_at) values (:id, cast(:rule as uuid), cast(:version as"
                + " integer), :last, cast(:since as timestamptz), 'QUEUED', :by, :now)")
        .setParameter("id", id)
        .setParameter("rule", rule == null ? null : rule.toString())
        .setParameter("version", version == null ? null : version.toString())
        .setParameter("last", last)
        .setParameter("since", since == null ? null : since.toString())
        .setParameter("by", by)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** Takes a run that is not at its end; its turn, by which later changes are told apart. */
  Optional<Integer> take(UUID id) {
    List<?> turns =
        entities
            .createNativeQuery(
                "update routing_dry_run set state = 'RUNNING', turn = turn + 1, done = 0 where id ="
                    + " :id and state in ('QUEUED', 'RUNNING') returning turn")
            .setParameter("id", id)
            .getResultList();
    if (turns.isEmpty()) {
      return Optional.empty();
    }
    entities
        .createNativeQuery("delete from routing_dry_run_study where run_id = :id")
        .setParameter("id", id)
        .executeUpdate();
    return Optional.of(((Number) turns.get(0)).intValue());
  }

  /** Notes how far a run is; false when somebody else has taken it since, or it is gone. */
  boolean progress(UUID id, int turn, int done, int total) {
    return entities
            .createNativeQuery(
                "update routing_dry_run set done = :done, total = :total where id = :id and turn ="
                    + " :turn")
            .setParameter("done", done)
            .setParameter("total", total)
            .setParameter("id", id)
            .setParameter("turn", turn)
            .executeUpdate()
        == 1;
  }

  /** Writes down what came of a run whose turn it still is. */
  void done(UUID id, int turn, DryRunCounts counts, List<DryRunView.DifferingStudy> differing) {
    int ended =
        entities
            .createNativeQuery(
                "update routing_dry_run set state = 'DONE', counts = :counts, done = total,"
                    + " ended_at = :now where id = :id and turn = :turn and state = 'RUNNING'")
            .setParameter("counts", text(counts))
            .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
            .setParameter("id", id)
            .setParameter("turn", turn)
            .executeUpdate();
    if (ended == 1) {
      differing.forEach(study -> add(id, study));
    }
  }

  private void add(UUID run, DryRunView.DifferingStudy study) {
    entities
        .createNativeQuery(
            "insert into routing_dry_run_study (run_id, sighting_id, study_uid, before, after)"
                + " values (:run, :sighting, :study, cast(:before as jsonb), cast(:after as jsonb))")
        .setParameter("run", run)
        .setParameter("sighting", study.sighting())
        .setParameter("study", study.studyUid())
        .setParameter("before", text(study.before()))
        .setParameter("after", text(study.after()))
        .executeUpdate();
  }

  void failed(UUID id, int turn, String reason) {
    entities
        .createNativeQuery(
            "update routing_dry_run set state = 'FAILED', failure = left(:reason, 500), ended_at ="
                + " :now where id = :id and turn = :turn")
        .setParameter("reason", reason)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .setParameter("id", id)
        .setParameter("turn", turn)
        .executeUpdate();
  }

  Optional<DryRunView> find(UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(SELECT + " where r.id = :id")
            .setParameter("id", id)
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(row -> view(row, differing(id))).findFirst();
  }

  private List<DryRunView.DifferingStudy> differing(UUID run) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select sighting_id, study_uid, cast(before as text), cast(after as text) from"
                    + " routing_dry_run_study where run_id = :run order by study_uid, sighting_id")
            .setParameter("run", run)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new DryRunView.DifferingStudy(
                    (UUID) row[0],
                    (String) row[1],
                    read((String) row[2], JOBS),
                    read((String) row[3], JOBS)))
        .toList();
  }

  /** The last runs, the newest first, without the studies. */
  List<DryRunView> last(int most) {
    return new Listing(SELECT)
        .rows(entities, Cursor.START, most).stream().map(row -> view(row, List.of())).toList();
  }

  List<Due> open() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id, created_at from routing_dry_run where state in ('QUEUED', 'RUNNING')")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }

  private DryRunView view(Object[] row, List<DryRunView.DifferingStudy> differing) {
    return new DryRunView(
        (UUID) row[0],
        (UUID) row[1],
        (Integer) row[2],
        ((Number) row[3]).intValue(),
        (Instant) row[4],
        DryRunState.valueOf((String) row[5]),
        ((Number) row[6]).intValue(),
        ((Number) row[7]).intValue(),
        (String) row[8],
        counts((String) row[9]),
        differing,
        (String) row[10],
        (Instant) row[11],
        (Instant) row[12]);
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A dry run could not be written", e);
    }
  }

  private @Nullable DryRunCounts counts(@Nullable String text) {
    return text == null ? null : read(text, new TypeReference<DryRunCounts>() {});
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A dry run could not be read", e);
    }
  }
}
