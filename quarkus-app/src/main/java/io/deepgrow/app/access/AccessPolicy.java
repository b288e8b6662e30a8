package io.deepgrow.app.access;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Decides which studies a caller may see and work on: the one place for the API, the viewer's
 * DICOMweb calls and lists. Who has a role everywhere is asked nothing of the database.
 */
@ApplicationScoped
public class AccessPolicy {

  private final CurrentCaller callers;
  private final Projects projects;

  AccessPolicy(CurrentCaller callers, Projects projects) {
    this.callers = callers;
    this.projects = projects;
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
   * Lets the caller do what concerns all studies.
   *
   * @throws ApiException {@code security.forbidden}
   */
  public void requireEverywhere(Role role) {
    if (!callers.get().hasEverywhere(role)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "This call concerns all studies, and "
              + callers.get().name()
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
