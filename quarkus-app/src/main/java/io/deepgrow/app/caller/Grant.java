package io.deepgrow.app.caller;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role and where it holds.
 *
 * @param project whose studies alone it is for; null for all studies
 */
public record Grant(Role role, @Nullable UUID project) {

  /** A role for all studies. */
  public static Grant everywhere(Role role) {
    return new Grant(role, null);
  }

  public boolean isEverywhere() {
    return project == null;
  }
}
