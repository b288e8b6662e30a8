package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The PACS of {@code deepgrow.pacs.*}, shown as a connection that is changed there alone. */
@ApplicationScoped
class ConfiguredPacs {

  static final String NAME = "default";

  private final DeepgrowConfig.Pacs pacs;

  ConfiguredPacs(DeepgrowConfig config) {
    this.pacs = config.pacs();
  }

  ConnectionView view() {
    return new ConnectionView(
        ConnectionId.DEFAULT.value(),
        NAME,
        true,
        pacs.url().isPresent(),
        new ConnectionSettings(
            pacs.url().map(Object::toString).orElse(""),
            null,
            null,
            null,
            ConnectionRole.BOTH,
            Dialect.GENERIC,
            authentication(),
            pacs.username().orElse(null),
            pacs.oauth().tokenUrl().map(Object::toString).orElse(null),
            pacs.oauth().clientId().orElse(null),
            pacs.oauth().scope().orElse(null),
            null,
            null,
            null,
            null,
            null,
            null,
            null),
        List.of(),
        0);
  }

  private AuthenticationKind authentication() {
    if (pacs.oauth().tokenUrl().isPresent()) {
      return AuthenticationKind.CLIENT_CREDENTIALS;
    }
    if (pacs.bearerToken().isPresent()) {
      return AuthenticationKind.BEARER;
    }
    return pacs.username().isPresent() ? AuthenticationKind.BASIC : AuthenticationKind.NONE;
  }

  /** Whether secrets may go to other machines without TLS. */
  boolean allowsPlainCredentials() {
    return pacs.allowPlainCredentials();
  }

  /** Refuses what would change it: {@code connection.configured}. */
  static void requireOther(ConnectionId id) {
    if (id.isDefault()) {
      throw new ApiException(
          ErrorCode.CONNECTION_CONFIGURED,
          "The connection default is configured by deepgrow.pacs.*; change it there, and start the"
              + " service again");
    }
  }
}
