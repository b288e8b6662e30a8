package io.deepgrow.app.access;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which studies a caller may see and work on: the one place for the API, the viewer's
 * DICOMweb calls and lists. Who has a role everywhere is asked nothing of the database.
 */
@ApplicationScoped
public class AccessPolicy {

  private final CurrentCaller callers;
  private final ProjectStudies projects;
  private final BlindStudies blind;

  AccessPolicy(CurrentCaller callers, ProjectStudies projects, BlindStudies blind) {
    this.callers = callers;
    this.projects = projects;
    this.blind = blind;
  }

  /**
   * Lets the caller do in a study what a role may.
   *
   * @param connection to the PACS that the study is in
   * @throws ApiException {@code security.forbidden}
   */
  public void requireStudy(ConnectionId connection, String studyUid, Role role) {
    if (!mayIn(callers.get(), connection, studyUid, role)) {
      throw new ApiException(ErrorCode.FORBIDDEN, refusal(callers.get(), role));
    }
  }

  /** Whether somebody has a role in a study. */
  public boolean mayIn(Caller caller, ConnectionId connection, String studyUid, Role role) {
    return scope(caller, role).map(scope -> scope.has(connection, studyUid)).orElse(true);
  }

  /** As the other, of the caller. */
  public boolean mayIn(ConnectionId connection, String studyUid, Role role) {
    return mayIn(callers.get(), connection, studyUid, role);
  }

  /** The studies in which the caller has a role; empty when in all. */
  public Optional<StudyScope> scope(Role role) {
    return scope(callers.get(), role);
  }

  /** The studies in which somebody has a role; empty when in all. */
  public Optional<StudyScope> scope(Caller caller, Role role) {
    return caller.hasEverywhere(role)
        ? Optional.empty()
        : Optional.of(
            new StudyScope(projects.studies(caller.projects(role)), caller.connections(role)));
  }

  /**
   * Lets the caller do what a role may in one project.
   *
   * @throws ApiException {@code security.forbidden}
   */
  public void requireProject(UUID project, Role role) {
    if (!mayIn(project, role)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          callers.get().name() + " has no role " + role + " in this project; an admin gives it");
    }
  }

  /** Whether the caller has a role in a project. */
  public boolean mayIn(UUID project, Role role) {
    Caller caller = callers.get();
    return caller.hasEverywhere(role) || caller.projects(role).contains(project);
  }

  /**
   * Keeps a caller away from somebody else's work on a study that several people mark without
   * seeing one another's.
   *
   * @param owner the account whose work it is; null where there is none
   * @param ownerName how it is called in records
   * @throws ApiException {@code security.forbidden}
   */
  public void requireOwn(String studyUid, @Nullable UUID owner, String ownerName) {
    if (!isOwn(owner, ownerName) && hidden().contains(studyUid)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "Several people mark this study, and nobody sees what the others do before all copies"
              + " are accepted");
    }
  }

  /**
   * Studies in which the caller sees nothing but their own sessions and results: those that several
   * people mark, this one among them, and whose reviewer they are not.
   */
  public Set<String> hidden() {
    Caller caller = callers.get();
    if (caller.hasEverywhere(Role.REVIEWER) || caller.hasEverywhere(Role.SERVICE)) {
      return Set.of();
    }
    Set<String> all = blind.all();
    if (all.isEmpty()) {
      return all;
    }
    Optional<StudyScope> marked = scope(caller, Role.ANNOTATOR);
    Set<String> reviewed = projects.studies(caller.projects(Role.REVIEWER));
    return all.stream()
        .filter(study -> marked.isEmpty() || marked.get().mayHave(study))
        .filter(study -> !reviewed.contains(study))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isOwn(@Nullable UUID owner, String name) {
    Caller caller = callers.get();
    return caller.id() == null
        ? owner == null && caller.name().equals(name)
        : caller.id().equals(owner);
  }

  /**
   * Lets the caller do what concerns all studies.
   *
   * @throws ApiException {@code security.forbidden}
   */
  public void requireEverywhere(Role role) {
    requireEverywhere(callers.get(), role);
  }

  /**
   * Lets somebody do what concerns all studies.
   *
   * @throws ApiException {@code security.forbidden}
   */
  public static void requireEverywhere(Caller caller, Role role) {
    if (!caller.hasEverywhere(role)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "This call concerns all studies, and "
              + caller.name()
              + " has the role "
              + role
              + " in projects or connections only");
    }
  }

  /** Why somebody may not, in words. */
  public static String refusal(Caller caller, Role role) {
    return "The study is in no project in which "
        + caller.name()
        + " has the role "
        + role
        + "; an admin puts studies into projects and gives roles";
  }
}
