package io.deepgrow.app.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rows of the audit trail, the newest first. */
@ApplicationScoped
public class AuditSearch {

  private static final String ORDER = " order by e.at desc, e.id desc";

  private final AuditDatabase database;

  AuditSearch(AuditDatabase database) {
    this.database = database;
  }

  /** Takes row by row. */
  public interface Sink {
    void take(AuditRow row) throws IOException;
  }

  /**
   * A page.
   *
   * @param after where the page before ended; empty for the first
   */
  public AuditPage page(AuditFilter filter, Optional<AuditPlace> after, int limit) {
    AuditFilter.Where where = filter.where();
    after.ifPresent(
        place ->
            where.add("(e.at, e.id) < (?, ?)", place.at().atOffset(ZoneOffset.UTC), place.id()));
    List<AuditRow> rows = new ArrayList<>();
    each(where, " limit " + (limit + 1), rows::add);
    boolean more = rows.size() > limit;
    List<AuditRow> page = List.copyOf(more ? rows.subList(0, limit) : rows);
    return new AuditPage(
        page, more ? Optional.of(AuditPlace.of(page.get(limit - 1)).toString()) : Optional.empty());
  }

  /** Gives all to a sink, a part in memory at once. */
  public void export(AuditFilter filter, Sink sink) throws IOException {
    try {
      each(filter.where(), "", sink);
    } catch (UncheckedIOException e) {
      throw new IOException("The export was broken off", e);
    }
  }

  static String sql(AuditFilter.Where where, String limit) {
    return "select " + AuditRows.COLUMNS + " from audit_event e" + where.sql() + ORDER + limit;
  }

  private void each(AuditFilter.Where where, String limit, Sink sink) {
    database.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql(where, limit))) {
            statement.setFetchSize(AuditDatabase.PART);
            for (int n = 0; n < where.values().size(); n++) {
              statement.setObject(n + 1, where.values().get(n));
            }
            return give(statement, sink);
          }
        });
  }

  private static int give(PreparedStatement statement, Sink sink) throws SQLException {
    int rows = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sink.take(AuditRows.read(row));
        rows++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
