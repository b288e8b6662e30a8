package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.Dialect;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which PACS are watched for new studies, read and set. */
@ApplicationScoped
public class StudySources {

  private final SourceRows rows;
  private final Connections connections;
  private final AuditTrail audit;

  StudySources(SourceRows rows, Connections connections, AuditTrail audit) {
    this.rows = rows;
    this.connections = connections;
    this.audit = audit;
  }

  /** All enabled connections, the configured one first, watched or not. */
  public List<SourceView> list() {
    return connections.enabled().stream().map(this::get).toList();
  }

  /** How a PACS is watched; {@code connection.not_found}. */
  public SourceView get(ConnectionId connection) {
    String name = connections.name(connection);
    SourceRows.Row row = QuarkusTransaction.joiningExisting().call(() -> rows.of(connection));
    return new SourceView(
        connection.value(), name, row.settings(), row.readAt(), row.failure(), row.revision());
  }

  /**
   * Sets how a PACS is watched.
   *
   * @param seen the revision that the caller saw; null for any
   * @throws ApiException {@code connection.not_found}, {@code connection.role}, {@code
   *     request.changed}, {@code request.malformed}
   */
  public SourceView put(UUID connection, @Nullable Integer seen, SourceSettings requested) {
    SourceSettings settings = requested.checked();
    ConnectionId id = new ConnectionId(connection);
    String name = connections.name(id);
    connections.source(name);
    if (settings.way() == Way.CHANGES
        && connections.view(id).settings().dialect() != Dialect.ORTHANC
        && !id.isDefault()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "way is POLL for this PACS: only an Orthanc has a list of changes, and the dialect of "
              + name
              + " is another");
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              SourceRows.Row before = rows.of(id);
              if (!rows.put(id, settings, seen == null ? before.revision() : seen)) {
                throw new ApiException(
                    ErrorCode.CHANGED,
                    "Somebody has changed how this PACS is watched; look at it anew");
              }
              audit.record(
                  "source.changed",
                  new AuditObject("connection", id.toString()),
                  words(before.settings()) + " -> " + words(settings));
            });
    return get(id);
  }

  private static String words(SourceSettings settings) {
    return settings.way()
        + ", quiet "
        + settings.quietSeconds()
        + " s, at most "
        + settings.longestWaitSeconds()
        + " s, then "
        + settings.whenOverdue()
        + ", window "
        + settings.windowDays()
        + " days";
  }
}
