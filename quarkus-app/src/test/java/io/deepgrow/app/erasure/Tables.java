package io.deepgrow.app.erasure;

import io.deepgrow.app.Sql;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The whole database as tests see it. */
final class Tables {

  private final DataSource database;

  Tables(DataSource database) {
    this.database = database;
  }

  /** Names of all tables of the schema. */
  Set<String> names() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema ="
                    + " current_schema() and table_type = 'BASE TABLE'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** A checksum of each table's rows, but for those that belong to a study. */
  Map<String, String> without(StudyScope scope) throws SQLException {
    Map<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, String> table : StudyRows.CONDITIONS.entrySet()) {
      String condition =
          table
              .getValue()
              .replace(":sessions", "'" + scope.sessionList() + "'")
              .replace(":series", "'" + scope.seriesList() + "'")
              .replace(":study", "'" + scope.study() + "'");
      sums.put(table.getKey(), sum(table.getKey(), "(" + condition + ") is not true"));
    }
    return sums;
  }

  /** A checksum of each table's rows, but of the lanes, where sweeps come and go by themselves. */
  Map<String, String> all() throws SQLException {
    Map<String, String> sums = new TreeMap<>();
    for (String table : names()) {
      if (!table.startsWith("queue_")) {
        sums.put(table, sum(table, "true"));
      }
    }
    return sums;
  }

  private String sum(String table, String where) throws SQLException {
    return text(
        "select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
            + " from "
            + table
            + " t where "
            + where);
  }

  String text(String sql) throws SQLException {
    return new Sql(database).text(sql);
  }

  void run(String sql) throws SQLException {
    new Sql(database).run(sql);
  }
}
