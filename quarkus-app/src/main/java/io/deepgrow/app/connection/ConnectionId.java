package io.deepgrow.app.connection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which PACS; the configured one has zeros only, and no row. */
public record ConnectionId(UUID value) {

  /** The PACS of {@code deepgrow.pacs.*}. */
  public static final ConnectionId DEFAULT = new ConnectionId(new UUID(0, 0));

  /** As columns have it: null is the configured one. */
  public static ConnectionId ofColumn(@Nullable UUID column) {
    return column == null ? DEFAULT : new ConnectionId(column);
  }

  /** As columns have it. */
  public @Nullable UUID column() {
    return isDefault() ? null : value;
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
