package io.deepgrow.app;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Sessions and segments that a test puts into the database itself, and takes out again. */
public final class SessionRows {

  private static final List<String> OF_A_SEGMENT =
      List.of("click", "mask_change", "start_mask", "mask_revision");
  private static final List<String> OF_A_SESSION =
      List.of("session_event", "stored_result", "segment");

  private final Sql sql;
  private final List<UUID> sessions = new ArrayList<>();

  public SessionRows(DataSource database) {
    sql = new Sql(database);
  }

  public Sql sql() {
    return sql;
  }

  /** A session of the study and series 2.25.1 and 2.25.100. */
  public UUID session(String state) throws SQLException {
    UUID id = UUID.randomUUID();
    sql.run(
        "insert into annotation_session (id, study_uid, series_uid, model_id, state, created_at)"
            + " values ('%s', '2.25.1', '2.25.100', 'deepgrow-compact', '%s', now())"
                .formatted(id, state));
    sessions.add(id);
    return id;
  }

  /** The row number of a segment that is added to a session. */
  public long segment(UUID session, int number) throws SQLException {
    sql.run(
        "insert into segment (session_id, number, structure_id, created_at)"
            + " values ('%s', %d, 'spleen', now())".formatted(session, number));
    return Long.parseLong(
        sql.text(
            "select id from segment where session_id = '%s' and number = %d"
                .formatted(session, number)));
  }

  /** One column of a row by its id. */
  public String column(String table, String column, Object id) throws SQLException {
    return sql.text("select %s from %s where id = '%s'".formatted(column, table, id));
  }

  /** Types and details of a session's events, in their order. */
  public String events(UUID session) throws SQLException {
    return sql.text(
        "select coalesce(string_agg(type || ' ' || detail, ', ' order by number), '')"
            + " from session_event where session_id = '%s'".formatted(session));
  }

  /** Takes all out again. */
  public void delete() throws SQLException {
    for (UUID session : sessions) {
      String segments = "(select id from segment where session_id = '%s')".formatted(session);
      for (String table : OF_A_SEGMENT) {
        sql.run("delete from " + table + " where segment_id in " + segments);
      }
      sql.run(
          "delete from stored_result_bytes where result_id in"
              + " (select id from stored_result where session_id = '%s')".formatted(session));
      for (String table : OF_A_SESSION) {
        sql.run("delete from %s where session_id = '%s'".formatted(table, session));
      }
      sql.run("delete from audit_event where session_id = '%s'".formatted(session));
      sql.run("delete from annotation_session where id = '%s'".formatted(session));
    }
  }
}
