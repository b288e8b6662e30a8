package io.deepgrow.app.routing.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.sighting.SightedStudy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of decisions; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class DecisionRows implements DecisionLog {

  private static final String SELECT =
      "select r.id, r.sighting_id, r.study_uid, r.digest, r.rule_id, r.rule_name, r.version,"
          + " r.outcome, cast(r.why as text), cast(r.jobs as text), r.created_at from"
          + " routing_decision r";
  private static final TypeReference<List<DecisionView.OrderedJob>> JOBS = new TypeReference<>() {};

  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;

  DecisionRows(EntityManager entities, ObjectMapper json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public boolean isDecided(SightedStudy study, ActiveRule rule) {
    return !entities
        .createNativeQuery(
            "select 1 from routing_decision where sighting_id = :sighting and digest = :digest and"
                + " rule_id = :rule and version = :version")
        .setParameter("sighting", study.id())
        .setParameter("digest", study.digest())
        .setParameter("rule", rule.rule())
        .setParameter("version", rule.version())
        .getResultList()
        .isEmpty();
  }

  @Override
  public void add(
      SightedStudy study, ActiveRule rule, Verdict verdict, List<DecisionView.OrderedJob> jobs) {
    entities
        .createNativeQuery(
            "insert into routing_decision (id, sighting_id, study_uid, digest, rule_id, rule_name,"
                + " version, outcome, why, jobs, created_at) values (:id, :sighting, :study,"
                + " :digest, :rule, :name, :version, :outcome, cast(:why as jsonb), cast(:jobs as"
                + " jsonb), :now)")
        .setParameter("id", UUID.randomUUID())
        .setParameter("sighting", study.id())
        .setParameter("study", study.studyUid())
        .setParameter("digest", study.digest())
        .setParameter("rule", rule.rule())
        .setParameter("name", rule.name())
        .setParameter("version", rule.version())
        .setParameter("outcome", verdict.outcome().name())
        .setParameter("why", text(verdict.why()))
        .setParameter("jobs", text(jobs))
        .setParameter(
            "now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /**
   * Decisions, the newest first.
   *
   * @param sighting of one study; null for all
   * @param rule of one rule; null for all
   * @param outcome null for all
   */
  List<DecisionView> page(
      @Nullable UUID sighting,
      @Nullable UUID rule,
      @Nullable RuleOutcome outcome,
      Cursor after,
      int most) {
    Listing listing = new Listing(SELECT).equal("outcome", outcome == null ? null : outcome.name());
    if (sighting != null) {
      listing.where("r.sighting_id = :sighting", java.util.Map.of("sighting", sighting));
    }
    if (rule != null) {
      listing.where("r.rule_id = :rule", java.util.Map.of("rule", rule));
    }
    return listing.rows(entities, after, most).stream().map(this::view).toList();
  }

  private DecisionView view(Object[] row) {
    return new DecisionView(
        (UUID) row[0],
        (UUID) row[1],
        (String) row[2],
        (String) row[3],
        (UUID) row[4],
        (String) row[5],
        ((Number) row[6]).intValue(),
        RuleOutcome.valueOf((String) row[7]),
        why((String) row[8]),
        jobs((String) row[9]),
        (Instant) row[10]);
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A decision could not be written", e);
    }
  }

  private Why why(String text) {
    try {
      return json.readValue(text, Why.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A decision could not be read", e);
    }
  }

  private List<DecisionView.OrderedJob> jobs(String text) {
    try {
      return json.readValue(text, JOBS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A decision could not be read", e);
    }
  }
}
