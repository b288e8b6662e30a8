package io.deepgrow.app.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads rows of the audit trail. */
final class AuditRows {

  /** The columns of a row, of the table {@code e}. */
  static final String COLUMNS =
      "e.id, e.at, e.actor, e.actor_id, e.actor_kind, e.roles, e.address, e.request_id, e.action,"
          + " e.session_id, e.study_uid, e.series_uid, e.sop_uid, e.object_type, e.object_id,"
          + " e.outcome, e.detail";

  private AuditRows() {}

  static AuditRow read(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("id"),
        time(row, "at"),
        text(row, "actor"),
        Optional.ofNullable(row.getObject("actor_id", UUID.class)),
        text(row, "actor_kind"),
        text(row, "roles"),
        text(row, "address"),
        text(row, "request_id"),
        text(row, "action"),
        Optional.ofNullable(row.getObject("session_id", UUID.class)),
        Optional.ofNullable(row.getString("study_uid")),
        Optional.ofNullable(row.getString("series_uid")),
        Optional.ofNullable(row.getString("sop_uid")),
        text(row, "object_type"),
        text(row, "object_id"),
        text(row, "outcome"),
        text(row, "detail"));
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
