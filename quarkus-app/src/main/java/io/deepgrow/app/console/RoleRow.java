package io.deepgrow.app.console;

import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Grant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A role that somebody has, as a page shows it.
 *
 * @param project its id; empty for all studies
 * @param where all studies, or the name of the project
 */
record RoleRow(String role, String project, String where) {

  static List<RoleRow> of(Collection<Grant> grants, List<Projects.ProjectView> projects) {
    Map<UUID, String> names =
        projects.stream()
            .collect(Collectors.toMap(Projects.ProjectView::id, Projects.ProjectView::name));
    return grants.stream()
        .sorted(Comparator.comparing(Grant::role))
        .map(grant -> of(grant, names))
        .toList();
  }

  private static RoleRow of(Grant grant, Map<UUID, String> names) {
    UUID project = grant.project();
    return project == null
        ? new RoleRow(grant.role().name(), "", "all studies")
        : new RoleRow(
            grant.role().name(), project.toString(), names.getOrDefault(project, "a project"));
  }
}
