package io.deepgrow.app;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Statements of tests on the service's database, beside its own code. */
public record Sql(DataSource database) {

  /** The first column of the first row. */
  public String text(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** How many rows of a table meet a condition. */
  public long count(String table, String where) throws SQLException {
    return Long.parseLong(text("select count(*) from " + table + " where " + where));
  }

  /** Changes something. */
  public void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
