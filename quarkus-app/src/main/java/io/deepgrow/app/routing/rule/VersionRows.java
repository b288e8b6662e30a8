package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of versions, which are added and never changed; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class VersionRows {

  private static final String COLUMNS =
      "v.rule_id, v.number, v.conditions, v.series, v.actions, v.priority, v.comment,"
          + " v.author_name, v.created_at";
  private static final String SELECT = "select " + COLUMNS + " from routing_rule_version v";

  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;

  VersionRows(EntityManager entities, ObjectMapper json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  void add(UUID rule, int number, RuleBody body, String comment, Caller author) {
    RuleDraft draft = RuleReader.write(body);
    UUID account = author.id();
    entities
        .createNativeQuery(
            "insert into routing_rule_version (rule_id, number, conditions, series, actions,"
                + " priority, comment, author, author_name, created_at) values (:rule, :number,"
                + " :conditions, :series, :actions, :priority, :comment, cast(:author as uuid),"
                + " :name, :now)")
        .setParameter("rule", rule)
        .setParameter("number", number)
        .setParameter("conditions", String.valueOf(draft.when()))
        .setParameter("series", String.valueOf(draft.series()))
        .setParameter("actions", String.valueOf(draft.actions()))
        .setParameter("priority", body.priority())
        .setParameter("comment", comment)
        .setParameter("author", account == null ? null : account.toString())
        .setParameter("name", author.name())
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  Optional<RuleVersionView> find(UUID rule, int number) {
    List<?> rows =
        entities
            .createNativeQuery(SELECT + " where v.rule_id = :rule and v.number = :number")
            .setParameter("rule", rule)
            .setParameter("number", number)
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(this::view).findFirst();
  }

  /** The versions of a rule below a number, the newest first. */
  List<RuleVersionView> page(UUID rule, int below, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                SELECT + " where v.rule_id = :rule and v.number < :below order by v.number desc")
            .setParameter("rule", rule)
            .setParameter("below", below)
            .setMaxResults(most)
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(this::view).toList();
  }

  /** The active versions of all rules that are enabled, in their order. */
  List<ActiveRule> active() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + ", r.name from routing_rule r join routing_rule_version v on v.rule_id = r.id"
                    + " and v.number = r.active_version where r.enabled order by r.position, r.id")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row -> {
              RuleVersionView view = view(row);
              return ActiveRule.of(view.rule(), (String) row[9], view.number(), view.draft());
            })
        .toList();
  }

  private RuleVersionView view(Object[] row) {
    return new RuleVersionView(
        (UUID) row[0],
        ((Number) row[1]).intValue(),
        new RuleDraft(
            tree((String) row[2]),
            tree((String) row[3]),
            tree((String) row[4]),
            ((Number) row[5]).intValue()),
        (String) row[6],
        (String) row[7],
        (Instant) row[8]);
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A version of a rule could not be read", e);
    }
  }
}
