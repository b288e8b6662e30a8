package io.deepgrow.app.worklist;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.StudyScope;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Conditions on rows {@code r} of {@code reading_task} for one caller, as {@link TaskRules} says
 * the same of one task.
 */
final class TaskScope {

  private static final String CONNECTION =
      "coalesce(cast(r.connection_id as text), '00000000-0000-0000-0000-000000000000')";

  private final Caller caller;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final String works;
  private final String sees;

  TaskScope(AccessPolicy access, Caller caller) {
    this.caller = caller;
    String marks = within("marked", access.scope(caller, Role.ANNOTATOR));
    this.works = "(" + marks + " and " + reserved() + " and " + pool() + ")";
    this.sees =
        "("
            + works
            + " or "
            + within("reviewed", access.scope(caller, Role.REVIEWER))
            + " or "
            + within("run", access.scope(caller, Role.OPERATOR))
            + ")";
  }

  /** That the caller may do a task. */
  String works() {
    return works;
  }

  /** That the caller may see a task. */
  String sees() {
    return sees;
  }

  /** That the caller has a task, or did it. */
  String holds() {
    values.put("me", caller.id() == null ? caller.name() : caller.id().toString());
    return caller.id() == null
        ? "(r.holder_id is null and r.holder_name = :me)"
        : "cast(r.holder_id as text) = :me";
  }

  /** That a task is the caller's, or for the caller alone. */
  String mine() {
    String holds = holds();
    return caller.id() == null
        ? holds
        : "(" + holds + " or (r.state = 'OPEN' and cast(r.account_id as text) = :me))";
  }

  /** Sets those parameters that a statement names. */
  void set(Query query, String sql) {
    values.forEach(
        (name, value) -> {
          if (sql.contains(":" + name)) {
            query.setParameter(name, value);
          }
        });
  }

  private String reserved() {
    if (caller.id() == null) {
      return "r.account_id is null";
    }
    values.put("self", caller.id().toString());
    return "(r.account_id is null or cast(r.account_id as text) = :self)";
  }

  private String pool() {
    if (caller.hasEverywhere(Role.ANNOTATOR)) {
      return "true";
    }
    values.put("pools", joined(caller.projects(Role.ANNOTATOR)));
    return "(r.project_id is null or cast(r.project_id as text) = any(string_to_array(:pools,"
        + " ',')))";
  }

  private String within(String name, Optional<StudyScope> scope) {
    if (scope.isEmpty()) {
      return "true";
    }
    values.put(name, String.join(",", scope.get().studies()));
    values.put("in_" + name, joined(scope.get().connections()));
    return "(r.study_uid = any(string_to_array(:"
        + name
        + ", ',')) or "
        + CONNECTION
        + " = any(string_to_array(:in_"
        + name
        + ", ',')))";
  }

  private static String joined(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }
}
