package io.deepgrow.app.connection;

import io.deepgrow.app.secret.SecretStamp;
import java.util.List;
import java.util.UUID;

/**
 * A connection as it is shown.
 *
 * @param configured whether it is that of {@code deepgrow.pacs.*}, which is changed there alone
 * @param secrets which ones are set; of the configured one none are told
 */
public record ConnectionView(
    UUID id,
    String name,
    boolean configured,
    boolean enabled,
    ConnectionSettings settings,
    List<SecretStamp> secrets,
    int revision) {

  public ConnectionView {
    secrets = List.copyOf(secrets);
  }

  ConnectionId key() {
    return new ConnectionId(id);
  }
}
