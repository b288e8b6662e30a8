package io.deepgrow.app.console;

import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.connection.ConnectionChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where roles may hold: for all studies, in a project, in a PACS. */
@ApplicationScoped
class Places {

  private static final String PACS = "pacs:";

  /**
   * Where a role may hold.
   *
   * @param value as forms have it; empty for all studies
   * @param words as pages say it
   * @param link below the console; empty for none
   */
  record Place(String value, String words, String link) {}

  private final Projects projects;
  private final ConnectionChanges connections;

  Places(Projects projects, ConnectionChanges connections) {
    this.projects = projects;
    this.connections = connections;
  }

  /** All projects and PACS. */
  List<Place> all() {
    return Stream.concat(
            projects.list().stream()
                .map(p -> new Place(p.id().toString(), p.name(), "projects/" + p.id())),
            connections.list().stream()
                .map(c -> new Place(PACS + c.id(), "PACS " + c.name(), "connections/" + c.id())))
        .toList();
  }

  /** A role where a form says. */
  static Grant grant(@Nullable String role, @Nullable String place) {
    String value = Forms.text(place);
    return value.startsWith(PACS)
        ? new Grant(Forms.role(role), null, Forms.id(value.substring(PACS.length())))
        : new Grant(Forms.role(role), Forms.id(value));
  }

  /** Where a role holds, as forms have it. */
  static String value(Grant grant) {
    UUID project = grant.project();
    if (project != null) {
      return project.toString();
    }
    return grant.connection() == null ? "" : PACS + grant.connection();
  }
}
