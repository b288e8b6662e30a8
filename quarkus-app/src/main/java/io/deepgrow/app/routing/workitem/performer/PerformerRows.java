package io.deepgrow.app.routing.workitem.performer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code workitem_performer}; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PerformerRows {

  /**
   * A row.
   *
   * @param revision 0 for a PACS of which nobody has said anything
   */
  record Row(
      ConnectionId connection,
      PerformerSettings settings,
      @Nullable Instant readAt,
      String failure,
      int revision) {}

  private static final int MOST_TEXT = 500;
  private static final String SELECT =
      "select connection_id, settings, read_at, failure, revision from workitem_performer";
  private static final String OF =
      " where connection_id is not distinct from cast(nullif(:connection, '') as uuid)";

  private final EntityManager entities;
  private final ObjectMapper json;

  PerformerRows(EntityManager entities, ObjectMapper json) {
    this.entities = entities;
    this.json = json;
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
        .orElse(new Row(connection, PerformerSettings.USUAL, null, "", 0));
  }

  /** Those that take items. */
  List<Row> enabled() {
    List<?> rows = entities.createNativeQuery(SELECT + " where enabled").getResultList();
    return rows.stream().map(row -> row((Object[]) row)).toList();
  }

  /** Sets a performer; false when somebody has changed it since that revision. */
  boolean put(ConnectionId connection, PerformerSettings settings, int seen) {
    return entities
            .createNativeQuery(
                "insert into workitem_performer (connection_id, enabled, settings, revision) values"
                    + " (cast(nullif(:connection, '') as uuid), :enabled, :settings, 1) on conflict"
                    + " (connection_id) do update set enabled = excluded.enabled, settings ="
                    + " excluded.settings, failure = '', revision = workitem_performer.revision + 1"
                    + " where workitem_performer.revision = :seen")
            .setParameter("connection", text(connection))
            .setParameter("enabled", settings.enabled())
            .setParameter("settings", text(settings))
            .setParameter("seen", seen)
            .executeUpdate()
        == 1;
  }

  /** Notes that a worklist was read. */
  void read(ConnectionId connection, Instant at, String failure) {
    entities
        .createNativeQuery("update workitem_performer set read_at = :at, failure = :failure" + OF)
        .setParameter("at", at.atOffset(ZoneOffset.UTC))
        .setParameter("failure", StoredText.of(failure, MOST_TEXT))
        .setParameter("connection", text(connection))
        .executeUpdate();
  }

  private static String text(ConnectionId connection) {
    return Objects.toString(connection.column(), "");
  }

  private String text(PerformerSettings settings) {
    try {
      return json.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings of a performer can't be written", e);
    }
  }

  private Row row(Object[] row) {
    try {
      return new Row(
          ConnectionId.ofColumn((UUID) row[0]),
          json.readValue((String) row[1], PerformerSettings.class),
          (Instant) row[2],
          (String) row[3],
          ((Number) row[4]).intValue());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings of a performer can't be read", e);
    }
  }
}
