package io.deepgrow.app.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which PACS; the configured one has zeros only, and no row. */
public record ConnectionId(@JsonValue UUID value) {

  /** The PACS of {@code deepgrow.pacs.*}. */
  public static final ConnectionId DEFAULT = new ConnectionId(new UUID(0, 0));

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConnectionId {}

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
