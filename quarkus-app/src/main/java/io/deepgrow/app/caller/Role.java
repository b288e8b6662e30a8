package io.deepgrow.app.caller;

import java.util.EnumSet;
import java.util.Set;

/** What somebody may do. Most roles hold others: who may annotate may look. */
public enum Role {
  /** Sees studies, sessions and results. */
  VIEWER,
  /** Clicks, edits and saves. */
  ANNOTATOR,
  /** Accepts and returns what others have made, and edits it. */
  REVIEWER,
  /** Watches and steers what runs: queue, connections, models; sees no secret. */
  OPERATOR,
  /** Reads and exports the audit trail, and nothing else. */
  AUDITOR,
  /** Programs that call the API as annotators do, and run what takes long. */
  SERVICE,
  /** Everything, people and secrets too. */
  ADMIN;

  /** The role itself and all that it holds. */
  public Set<Role> withIncluded() {
    return switch (this) {
      case VIEWER, AUDITOR -> EnumSet.of(this);
      case ANNOTATOR, OPERATOR -> EnumSet.of(this, VIEWER);
      case REVIEWER, SERVICE -> EnumSet.of(this, ANNOTATOR, VIEWER);
      case ADMIN -> EnumSet.of(this, REVIEWER, ANNOTATOR, VIEWER, OPERATOR, AUDITOR);
    };
  }
}
