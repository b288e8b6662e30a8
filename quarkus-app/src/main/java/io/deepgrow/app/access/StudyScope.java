package io.deepgrow.app.access;

import io.deepgrow.app.connection.ConnectionId;
import java.util.Set;
import java.util.UUID;

/**
 * The studies in which somebody has a role who has it not for all.
 *
 * @param studies of their projects, whichever PACS they are in
 * @param connections to the PACS whose studies are all among them
 */
public record StudyScope(Set<String> studies, Set<UUID> connections) {

  public StudyScope {
    studies = Set.copyOf(studies);
    connections = Set.copyOf(connections);
  }

  /** Whether a study is among them, as it is in a PACS. */
  public boolean has(ConnectionId connection, String study) {
    return hasAll(connection) || studies.contains(study);
  }

  /** Whether a study may be among them, whichever PACS it is in. */
  boolean mayHave(String study) {
    return !connections.isEmpty() || studies.contains(study);
  }

  /** Whether all studies of a PACS are among them. */
  public boolean hasAll(ConnectionId connection) {
    return connections.contains(connection.value());
  }

  /** Whether there is nothing at all. */
  public boolean isEmpty() {
    return studies.isEmpty() && connections.isEmpty();
  }
}
