package io.deepgrow.app.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which rows of the audit trail are asked for; what is empty is not asked about.
 *
 * @param object the id of what a deed was done to
 * @param from the first moment
 * @param to the first moment after
 */
public record AuditFilter(
    Optional<String> actor,
    Optional<String> action,
    Optional<String> object,
    Optional<String> study,
    Optional<UUID> session,
    Optional<Outcome> outcome,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** How a deed ended. */
  public enum Outcome {
    DONE,
    REFUSED
  }

  /** Conditions with their values. */
  record Where(List<String> conditions, List<Object> values) {

    void add(String condition, Object... its) {
      conditions.add(condition);
      values.addAll(List.of(its));
    }

    String sql() {
      return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
  }

  Where where() {
    Where where = new Where(new ArrayList<>(), new ArrayList<>());
    actor.ifPresent(value -> where.add("e.actor = ?", value));
    action.ifPresent(value -> where.add("e.action = ?", value));
    object.ifPresent(value -> where.add("e.object_id = ? and e.object_id <> ''", value));
    study.ifPresent(value -> where.add("e.study_uid = ?", value));
    session.ifPresent(value -> where.add("e.session_id = ?", value));
    // as the index of refusals has it
    outcome.ifPresent(value -> where.add("e.outcome = '" + value + "'"));
    from.ifPresent(value -> where.add("e.at >= ?", value.atOffset(ZoneOffset.UTC)));
    to.ifPresent(value -> where.add("e.at < ?", value.atOffset(ZoneOffset.UTC)));
    return where;
  }
}
