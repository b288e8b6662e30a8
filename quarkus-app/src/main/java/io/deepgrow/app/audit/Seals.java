package io.deepgrow.app.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The seals of the audit trail. */
@ApplicationScoped
public class Seals {

  private static final String COLUMNS =
      "select number, at, first_id, last_id, count, last_at, rows_root, previous, root from"
          + " audit_seal";

  static final String OLDEST_FIRST = COLUMNS + " order by number";

  private final AuditDatabase database;

  Seals(AuditDatabase database) {
    this.database = database;
  }

  /**
   * Seals, the newest first.
   *
   * @param before only those with a lower number
   */
  public List<Seal> list(long before, int most) {
    return database.read(connection -> list(connection, before, most));
  }

  static Optional<Seal> newest(Connection connection) throws SQLException {
    return list(connection, Long.MAX_VALUE, 1).stream().findFirst();
  }

  private static List<Seal> list(Connection connection, long before, int most) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " where number < ? order by number desc limit ?")) {
      statement.setLong(1, before);
      statement.setInt(2, most);
      return read(statement);
    }
  }

  private static List<Seal> read(PreparedStatement statement) throws SQLException {
    List<Seal> seals = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        seals.add(read(row));
      }
    }
    return seals;
  }

  static Seal read(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong("number"),
        AuditRows.time(row, "at"),
        row.getLong("first_id"),
        row.getLong("last_id"),
        row.getInt("count"),
        AuditRows.time(row, "last_at"),
        AuditRows.text(row, "rows_root"),
        AuditRows.text(row, "previous"),
        AuditRows.text(row, "root"));
  }
}
