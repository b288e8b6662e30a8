package io.deepgrow.app.caller;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls.
 *
 * @param id of the account; null where there is none
 * @param name how the account is called in records
 * @param displayName how people are called by people
 */
public record Caller(
    @Nullable UUID id, Kind kind, String name, String displayName, Set<Grant> grants) {

  /** What somebody is. */
  public enum Kind {
    PERSON,
    /** With an API key, or the configured token. */
    PROGRAM,
    /** Nobody said who, and nobody had to. */
    ANYONE,
    /** The service itself, at work in the background. */
    SERVICE
  }

  private static final Set<Grant> PROGRAM_GRANTS = Set.of(Grant.everywhere(Role.SERVICE));

  /** The service at its own work. */
  public static final Caller SERVICE =
      new Caller(null, Kind.SERVICE, "service", "service", PROGRAM_GRANTS);

  /** Who calls where everybody may. */
  public static final Caller ANYONE =
      new Caller(
          null,
          Kind.ANYONE,
          "anyone",
          "anyone",
          Set.of(Grant.everywhere(Role.SERVICE), Grant.everywhere(Role.REVIEWER)));

  /** Who has not said who they are. */
  public static final Caller UNKNOWN =
      new Caller(null, Kind.ANYONE, "unknown", "unknown", Set.of());

  /** Who sends the configured token. */
  public static final Caller TOKEN =
      new Caller(null, Kind.PROGRAM, "token", "token", PROGRAM_GRANTS);

  public Caller {
    grants = Set.copyOf(grants);
  }

  /** All roles that somebody has anywhere, with those they hold. */
  public Set<Role> roles() {
    Set<Role> all = EnumSet.noneOf(Role.class);
    grants.forEach(grant -> all.addAll(grant.role().withIncluded()));
    return all;
  }

  /** Whether somebody has a role for all studies. */
  public boolean hasEverywhere(Role role) {
    return grants.stream()
        .anyMatch(grant -> grant.isEverywhere() && grant.role().withIncluded().contains(role));
  }

  /** The projects in which somebody has a role. */
  public Set<UUID> projects(Role role) {
    return grants.stream()
        .filter(grant -> grant.role().withIncluded().contains(role))
        .map(Grant::project)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The PACS for whose studies somebody has a role. */
  public Set<UUID> connections(Role role) {
    return grants.stream()
        .filter(grant -> grant.role().withIncluded().contains(role))
        .map(Grant::connection)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same with no other roles than these, and those that they hold. */
  public Caller limitedTo(Set<Role> limit) {
    Set<Grant> left =
        grants.stream()
            .flatMap(
                grant ->
                    grant.role().withIncluded().stream()
                        .filter(limit::contains)
                        .map(role -> new Grant(role, grant.project(), grant.connection())))
            .collect(Collectors.toUnmodifiableSet());
    return new Caller(id, Kind.PROGRAM, name, displayName, left);
  }
}
