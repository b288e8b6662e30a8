package io.deepgrow.app.console;

import io.deepgrow.app.caller.Grant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A role that somebody has, as a page shows it.
 *
 * @param project where it holds, as forms have it; empty for all studies
 * @param where all studies, or the name of the project or PACS
 * @param link to that, below the console; empty for none
 */
record RoleRow(String role, String project, String where, String link) {

  static List<RoleRow> of(Collection<Grant> grants, List<Places.Place> places) {
    return grants.stream()
        .sorted(Comparator.comparing(Grant::role))
        .map(grant -> of(grant, places))
        .toList();
  }

  private static RoleRow of(Grant grant, List<Places.Place> places) {
    String role = grant.role().name();
    String value = Places.value(grant);
    return grant.isEverywhere()
        ? new RoleRow(role, "", "all studies", "")
        : places.stream()
            .filter(place -> place.value().equals(value))
            .findFirst()
            .map(place -> new RoleRow(role, value, place.words(), place.link()))
            .orElse(new RoleRow(role, value, "what is no more", ""));
  }
}
