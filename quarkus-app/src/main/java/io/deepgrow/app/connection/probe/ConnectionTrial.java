package io.deepgrow.app.connection.probe;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.PacsAccess;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Tries a connection out for somebody who waits for it, whether it is enabled or not. */
@ApplicationScoped
public class ConnectionTrial {

  private final Connections connections;
  private final AuditTrail audit;
  private final Clock clock;
  private final Set<ConnectionId> running = ConcurrentHashMap.newKeySet();

  ConnectionTrial(Connections connections, AuditTrail audit, Clock clock) {
    this.connections = connections;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Tries it.
   *
   * @param store whether a made-up object is stored too, and read back
   * @throws ApiException {@code connection.not_found}; {@code connection.unusable} and {@code
   *     secret.wrong_key} where it can't even be tried; {@code service.busy} while somebody else
   *     does
   */
  public TestReport run(UUID id, boolean store) {
    ConnectionId connection = new ConnectionId(id);
    PacsAccess access = connections.accessForTest(connection);
    if (!running.add(connection)) {
      throw new ApiException(
          ErrorCode.BUSY, "Somebody tries this connection just now; try again in a moment");
    }
    try {
      TestReport report = new TestRun(access, clock).run(store);
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  audit.record(
                      "connection.tested",
                      new AuditObject("connection", id.toString()),
                      report.steps().stream()
                          .map(step -> step.name() + " " + step.outcome())
                          .collect(Collectors.joining(", "))));
      return report;
    } finally {
      running.remove(connection);
    }
  }
}
