package io.deepgrow.app.connection;

import io.deepgrow.dicomweb.DicomWebClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clients of PACS, as others need them. */
@FunctionalInterface
public interface PacsClients {

  /**
   * The client of a connection, as it was configured some seconds ago at most.
   *
   * @throws io.deepgrow.app.ApiException {@code connection.not_found}, {@code connection.disabled},
   *     {@code connection.unusable} where a secret is missing, {@code secret.wrong_key}
   */
  DicomWebClient client(ConnectionId id);

  /** All connections that are enabled, the configured one first. */
  default List<ConnectionId> enabled() {
    return List.of(ConnectionId.DEFAULT);
  }

  /** Until when background work leaves a PACS alone; empty outside of its quiet hours. */
  default Optional<Instant> quietUntil(ConnectionId id) {
    return Optional.empty();
  }
}
