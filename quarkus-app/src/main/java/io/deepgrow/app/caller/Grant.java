package io.deepgrow.app.caller;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role and where it holds: for all studies, for those of a project, or for those of a PACS.
 *
 * @param project whose studies alone it is for
 * @param connection to the PACS whose studies alone it is for; zeros only for the configured one
 */
public record Grant(Role role, @Nullable UUID project, @Nullable UUID connection) {

  /** A role for all studies, or for those of a project. */
  public Grant(Role role, @Nullable UUID project) {
    this(role, project, null);
  }

  /** A role for all studies. */
  public static Grant everywhere(Role role) {
    return new Grant(role, null, null);
  }

  /** A role for the studies of a PACS. */
  public static Grant inConnection(Role role, UUID connection) {
    return new Grant(role, null, connection);
  }

  public boolean isEverywhere() {
    return project == null && connection == null;
  }
}
