package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code sighting_source}; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SourceRows {

  /**
   * A row.
   *
   * @param watermark the number of the last change that was read; null before the first reading
   * @param revision 0 for a PACS that nobody has said anything about
   */
  record Row(
      ConnectionId connection,
      SourceSettings settings,
      @Nullable Long watermark,
      @Nullable Instant readAt,
      String failure,
      int revision) {}

  private static final String OF =
      " where connection_id is not distinct from cast(:connection as uuid)";

  private static final String SELECT =
      "select connection_id, way, quiet_seconds, longest_wait_seconds, when_overdue, window_days,"
          + " watermark, read_at, failure, revision from sighting_source";

  private final EntityManager entities;

  SourceRows(EntityManager entities) {
    this.entities = entities;
  }

  Row of(ConnectionId connection) {
    List<?> rows =
        entities
            .createNativeQuery(SELECT + OF)
            .setParameter("connection", text(connection))
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(row -> row((Object[]) row))
        .orElse(new Row(connection, SourceSettings.USUAL, null, null, "", 0));
  }

  /** Those that are watched. */
  List<Row> watched() {
    List<?> rows = entities.createNativeQuery(SELECT + " where way <> 'OFF'").getResultList();
    return rows.stream().map(row -> row((Object[]) row)).toList();
  }

  /** Sets how a PACS is watched; false when somebody has changed it since that revision. */
  boolean put(ConnectionId connection, SourceSettings settings, int seen) {
    String way = String.valueOf(settings.way());
    return entities
            .createNativeQuery(
                "insert into sighting_source (connection_id, way, quiet_seconds,"
                    + " longest_wait_seconds, when_overdue, window_days, revision) values"
                    + " (cast(:connection as uuid), :way, :quiet, :longest, :overdue, :window, 1) on"
                    + " conflict (connection_id) do update set way = excluded.way, quiet_seconds ="
                    + " excluded.quiet_seconds, longest_wait_seconds ="
                    + " excluded.longest_wait_seconds, when_overdue = excluded.when_overdue,"
                    + " window_days = excluded.window_days, watermark = case when"
                    + " sighting_source.way = excluded.way then sighting_source.watermark end,"
                    + " failure = '', revision = sighting_source.revision + 1 where"
                    + " sighting_source.revision = :seen")
            .setParameter("connection", text(connection))
            .setParameter("way", way)
            .setParameter("quiet", settings.quietSeconds())
            .setParameter("longest", settings.longestWaitSeconds())
            .setParameter("overdue", String.valueOf(settings.whenOverdue()))
            .setParameter("window", settings.windowDays())
            .setParameter("seen", seen)
            .executeUpdate()
        == 1;
  }

  /** Notes how far the list of changes was read. */
  void read(ConnectionId connection, @Nullable Long watermark, Instant at, String failure) {
    entities
        .createNativeQuery(
            "update sighting_source set watermark = coalesce(cast(cast(:watermark as text) as"
                + " bigint), watermark), read_at = :at, failure = :failure"
                + OF)
        .setParameter("watermark", watermark == null ? null : watermark.toString())
        .setParameter("at", at.atOffset(ZoneOffset.UTC))
        .setParameter("failure", failure)
        .setParameter("connection", text(connection))
        .executeUpdate();
  }

  private static @Nullable String text(ConnectionId connection) {
    UUID column = connection.column();
    return column == null ? null : column.toString();
  }

  private static Row row(Object[] row) {
    return new Row(
        ConnectionId.ofColumn((UUID) row[0]),
        new SourceSettings(
            Way.valueOf((String) row[1]),
            ((Number) row[2]).intValue(),
            ((Number) row[3]).intValue(),
            Overdue.valueOf((String) row[4]),
            ((Number) row[5]).intValue()),
        row[6] == null ? null : ((Number) row[6]).longValue(),
        (Instant) row[7],
        (String) row[8],
        ((Number) row[9]).intValue());
  }
}
