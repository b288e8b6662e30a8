package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Of which worklists we do the items, read and set. */
@ApplicationScoped
public class Performers {

  private final PerformerRows rows;
  private final PerformerCheck check;
  private final Connections connections;
  private final AuditTrail audit;

  Performers(PerformerRows rows, PerformerCheck check, Connections connections, AuditTrail audit) {
    this.rows = rows;
    this.check = check;
    this.connections = connections;
    this.audit = audit;
  }

  /** All enabled connections, the configured one first, whether their items are done or not. */
  public List<PerformerView> list() {
    return connections.enabled().stream().map(this::get).toList();
  }

  /** What is done of the worklist of a PACS; {@code connection.not_found}. */
  public PerformerView get(ConnectionId connection) {
    String name = connections.name(connection);
    PerformerRows.Row row = QuarkusTransaction.joiningExisting().call(() -> rows.of(connection));
    return new PerformerView(
        connection.value(), name, row.settings(), row.readAt(), row.failure(), row.revision());
  }

  /**
   * Sets what is done of the worklist of a PACS.
   *
   * @param seen the revision that the caller saw; null for any
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.role}, {@code request.changed}, {@code request.malformed}, {@code
   *     routing.action_unusable}, {@code structure.unknown}, {@code model.not_found}, {@code
   *     account.not_found}
   */
  public PerformerView put(UUID connection, @Nullable Integer seen, PerformerSettings settings) {
    ConnectionId id = new ConnectionId(connection);
    connections.name(id);
    check.require(id, settings);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              PerformerRows.Row before = rows.of(id);
              if (!rows.put(id, settings, seen == null ? before.revision() : seen)) {
                throw new ApiException(
                    ErrorCode.CHANGED,
                    "Somebody has changed what is done of this worklist; look at it anew");
              }
              audit.record(
                  "routing.performer_changed",
                  new AuditObject("connection", id.toString()),
                  words(before.settings()) + " -> " + words(settings));
            });
    return get(id);
  }

  /** Those that take items; a connection that was deleted since has none. */
  public List<PerformerView> enabled() {
    List<PerformerView> enabled = new ArrayList<>();
    for (PerformerRows.Row row : QuarkusTransaction.requiringNew().call(rows::enabled)) {
      try {
        enabled.add(get(row.connection()));
      } catch (ApiException e) {
        if (e.code() != ErrorCode.CONNECTION_NOT_FOUND) {
          throw e;
        }
      }
    }
    return enabled;
  }

  /** How the items of a worklist are done, also where the connection is no more. */
  public PerformerSettings settings(ConnectionId connection) {
    return QuarkusTransaction.requiringNew().call(() -> rows.of(connection)).settings();
  }

  /**
   * Notes that a worklist was read.
   *
   * @param failure why it could not be; empty where it could
   */
  public void noteRead(ConnectionId connection, Instant at, String failure) {
    QuarkusTransaction.requiringNew().run(() -> rows.read(connection, at, failure));
  }

  private static String words(PerformerSettings settings) {
    return (settings.enabled() ? "on" : "off")
        + ", "
        + settings.aeTitle()
        + ", stations "
        + settings.stations()
        + ", labels "
        + settings.labels()
        + ", codes "
        + settings.codes()
        + ", at most "
        + settings.atOnce();
  }
}
