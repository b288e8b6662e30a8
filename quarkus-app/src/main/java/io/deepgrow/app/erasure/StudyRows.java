package io.deepgrow.app.erasure;

import io.deepgrow.app.session.SessionService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The rows of a study: counted and deleted by the same conditions, table by table, so that a dry
 * run tells what would go. Methods join the caller's transaction.
 */
@ApplicationScoped
class StudyRows {

  private static final String SERIES = "any(string_to_array(:series, ','))";
  private static final String SESSION_IDS = "string_to_array(:sessions, ',')";
  private static final String SESSIONS = "any(cast(" + SESSION_IDS + " as uuid[]))";
  private static final String OF_SEGMENTS =
      "segment_id in (select id from segment where session_id = " + SESSIONS + ")";
  private static final String OF_IMAGES =
      "image = "
          + SERIES
          + " or image in (select name from uploaded_volume where study_uid = :study)";

  /** By table, in an order in which no row is left that another refers to. */
  static final Map<String, String> CONDITIONS = conditions();

  /**
   * Tables that hold nothing of a patient: who may call, what projects say, UIDs of deeds and their
   * hashes, which migrations ran, ids of results that somebody has to look at; a row whose result
   * is no more goes at the next look.
   */
  static final Set<String> OTHERS =
      Set.of(
          "account",
          "api_key",
          "audit_event",
          "audit_leaf",
          "audit_seal",
          "connection_secret",
          "flyway_schema_history",
          "project",
          "project_settings",
          "project_structure",
          "queue_batch",
          "queue_io",
          "queue_light",
          "queue_long",
          "model_change",
          "model_choice",
          "model_standard",
          "model_version",
          "pacs_connection",
          "role_grant",
          "routing_pause",
          "routing_dry_run",
          "routing_rule",
          "routing_rule_version",
          "setup_code",
          "sign_in",
          "sign_in_failure",
          "sign_in_link",
          "sighting_source",
          "training_run",
          "workitem_owed",
          "workitem_performer");

  private final EntityManager entities;

  StudyRows(EntityManager entities) {
    this.entities = entities;
  }

  private static Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put(
        "idempotent_answer",
        "split_part(scope, '/', 1) = any("
            + SESSION_IDS
            + ") or (scope = '"
            + SessionService.REQUESTS
            + "' and cast(outcome as jsonb) ->> 'id' = any("
            + SESSION_IDS
            + "))");
    conditions.put("session_event", "session_id = " + SESSIONS);
    conditions.put("mask_revision", OF_SEGMENTS);
    conditions.put("click", OF_SEGMENTS);
    conditions.put("mask_change", OF_SEGMENTS);
    conditions.put("start_mask", OF_SEGMENTS);
    conditions.put("segment", "session_id = " + SESSIONS);
    conditions.put("model_trial", "session_id = " + SESSIONS);
    conditions.put(
        "client_label",
        "result_id in (select id from stored_result where session_id = "
            + SESSIONS
            + ") or "
            + OF_IMAGES);
    conditions.put("client_image_info", "study_uid = :study or " + OF_IMAGES);
    conditions.put("client_work", "session_id = " + SESSIONS + " or series_uid = " + SERIES);
    conditions.put(
        "review_agreement",
        "review_id in (select id from review where session_id = " + SESSIONS + ")");
    conditions.put("review", "session_id = " + SESSIONS);
    conditions.put(
        "stored_result_bytes",
        "result_id in (select id from stored_result where session_id = " + SESSIONS + ")");
    conditions.put("stored_result", "session_id = " + SESSIONS);
    conditions.put("client_session", "study_uid = :study or series_uid = " + SERIES);
    conditions.put("annotation_session", "id = " + SESSIONS);
    conditions.put("uploaded_volume", "study_uid = :study");
    conditions.put("project_study", "study_uid = :study");
    conditions.put("reading_task", "study_uid = :study");
    conditions.put("routing_decision", "study_uid = :study");
    conditions.put("routing_dry_run_study", "study_uid = :study");
    conditions.put(
        "sighting_series", "sighting_id in (select id from sighting where study_uid = :study)");
    conditions.put("sighting", "study_uid = :study");
    conditions.put("routing_workitem", "study_uid = :study");
    conditions.put(
        "routing_job_attempt", "job_id in (select id from routing_job where study_uid = :study)");
    conditions.put("routing_job", "study_uid = :study");
    return conditions;
  }

  /**
   * What belongs to a study; sessions, segments and results are held until the transaction ends.
   *
   * @param inPacs series of the study that the PACS lists
   * @param hold whether to hold them
   */
  StudyScope scope(String study, Set<String> inPacs, boolean hold) {
    String lock = hold ? " for update" : "";
    Set<String> series = new TreeSet<>(inPacs);
    // a session that never loaded may name a series of another study
    series.addAll(
        texts(
            "select series_uid from annotation_session where study_uid = :study and patient_digest"
                + " is not null union select series_uid from client_session where study_uid ="
                + " :study union select series_uid from uploaded_volume where study_uid = :study",
            study));
    StudyScope named = new StudyScope(study, series, List.of(), List.of(), List.of());
    List<UUID> sessions =
        list(
            "select id from annotation_session where study_uid = :study or (patient_digest is null"
                + " and series_uid = "
                + SERIES
                + ") order by id"
                + lock,
            named,
            UUID.class);
    StudyScope known = new StudyScope(study, series, sessions, List.of(), List.of());
    List<Long> segments =
        list(
            "select id from segment where session_id = " + SESSIONS + " order by id" + lock,
            known,
            Long.class);
    List<UUID> uploads =
        list("select id from uploaded_volume where study_uid = :study", known, UUID.class);
    return new StudyScope(study, series, sessions, segments, uploads);
  }

  private List<String> texts(String sql, String study) {
    return list(
        sql, new StudyScope(study, Set.of(), List.of(), List.of(), List.of()), String.class);
  }

  /** The results of a study, held until the transaction ends where that is requested. */
  List<HeldResult> results(StudyScope scope, boolean hold) {
    String sql =
        "select id, study_uid, series_uid, sop_uid, state, attempts, stored_at is not null,"
            + " coalesce(extract(epoch from held_until), 0) from stored_result where session_id = "
            + SESSIONS
            + " order by created_at, id"
            + (hold ? " for update" : "");
    return list(sql, scope, Object[].class).stream()
        .map(
            row ->
                new HeldResult(
                    (UUID) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    ((Number) row[5]).intValue(),
                    (Boolean) row[6],
                    instant((Number) row[7])))
        .toList();
  }

  /** SOP Instance UIDs of all that was ever made here of a study: the audit trail stays. */
  Set<String> everMade(StudyScope scope) {
    String sql =
        "select distinct sop_uid from audit_event where study_uid = :study and sop_uid <> ''";
    return Set.copyOf(list(sql, scope, String.class));
  }

  private static Instant instant(Number seconds) {
    return Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000));
  }

  /** How many rows of each table belong to a study. */
  Map<String, Long> count(StudyScope scope) {
    Map<String, Long> counts = new LinkedHashMap<>();
    CONDITIONS.forEach(
        (table, condition) -> {
          String sql = "select count(*) from " + table + " where " + condition;
          counts.put(table, ((Number) query(sql, scope).getSingleResult()).longValue());
        });
    return counts;
  }

  /** Deletes the rows of a study; how many of each table. */
  Map<String, Long> delete(StudyScope scope) {
    Map<String, Long> counts = new LinkedHashMap<>();
    CONDITIONS.forEach(
        (table, condition) -> {
          String sql = "delete from " + table + " where " + condition;
          counts.put(table, (long) query(sql, scope).executeUpdate());
        });
    return counts;
  }

  private <T> List<T> list(String sql, StudyScope scope, Class<T> type) {
    return ((List<?>) query(sql, scope).getResultList()).stream().map(type::cast).toList();
  }

  private Query query(String sql, StudyScope scope) {
    Query query = entities.createNativeQuery(sql);
    set(query, sql, "study", scope.study());
    set(query, sql, "sessions", scope.sessionList());
    set(query, sql, "series", scope.seriesList());
    return query;
  }

  private static void set(Query query, String sql, String name, String value) {
    if (sql.contains(":" + name)) {
      query.setParameter(name, value);
    }
  }
}
