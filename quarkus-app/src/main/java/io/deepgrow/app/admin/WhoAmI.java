package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The caller, what they may do and why, and their own keys. */
@ApplicationScoped
public class WhoAmI {

  /**
   * A role and where it comes from.
   *
   * @param where all studies, or the name of a project or of a connection to a PACS
   */
  public record Permission(
      Role role,
      String where,
      @Nullable UUID project,
      @Nullable UUID connection,
      Set<Role> includes) {}

  /** Who is calling. */
  public record Me(
      @Nullable UUID id,
      Caller.Kind kind,
      String name,
      String displayName,
      List<Permission> permissions) {}

  private final CurrentCaller callers;
  private final Projects projects;
  private final ConnectionChanges connections;
  private final Keys keys;

  WhoAmI(CurrentCaller callers, Projects projects, ConnectionChanges connections, Keys keys) {
    this.callers = callers;
    this.projects = projects;
    this.connections = connections;
    this.keys = keys;
  }

  /** The caller; roles in projects that have just been deleted are left out. */
  public Me me() {
    Caller caller = callers.get();
    Map<UUID, String> names =
        caller.grants().stream().allMatch(Grant::isEverywhere)
            ? Map.of()
            : Stream.concat(
                    projects.list().stream().map(p -> Map.entry(p.id(), p.name())),
                    connections.list().stream().map(c -> Map.entry(c.id(), c.name())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<Permission> permissions =
        caller.grants().stream()
            .filter(grant -> grant.isEverywhere() || names.containsKey(place(grant)))
            .map(grant -> permission(grant, names))
            .sorted(Comparator.comparing(Permission::role).thenComparing(Permission::where))
            .toList();
    return new Me(caller.id(), caller.kind(), caller.name(), caller.displayName(), permissions);
  }

  private static @Nullable UUID place(Grant grant) {
    return grant.project() == null ? grant.connection() : grant.project();
  }

  private static Permission permission(Grant grant, Map<UUID, String> names) {
    return new Permission(
        grant.role(),
        grant.isEverywhere() ? "all studies" : names.getOrDefault(place(grant), ""),
        grant.project(),
        grant.connection(),
        grant.role().withIncluded());
  }

  /** The caller's keys, the newest first. */
  public List<KeyView> keys() {
    return keys.list(person());
  }

  /** Makes a key for the caller. */
  public KeyView makeKey(String name, Set<Role> roles, Duration life) {
    return keys.make(person(), name, roles, life);
  }

  /** Ends a key of the caller; {@code account.key_not_found} for anybody else's. */
  public void endKey(String id) {
    if (!keys.owner(id).equals(person())) {
      throw new ApiException(ErrorCode.KEY_NOT_FOUND, "There is no such key of yours");
    }
    keys.revoke(id);
  }

  /**
   * The caller's account; keys make no keys: one that got lost must not live on in others.
   *
   * @throws ApiException {@code security.forbidden} for programs and keys
   */
  public UUID person() {
    Caller caller = callers.get();
    UUID id = caller.id();
    if (id == null || caller.kind() != Caller.Kind.PERSON) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Only a person who signed in has keys here");
    }
    return id;
  }
}
