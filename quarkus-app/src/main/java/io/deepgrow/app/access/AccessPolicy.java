package io.deepgrow.app.access;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

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
   * @throws ApiException {@code security.forbidden}
   */
  public void requireStudy(String studyUid, Role role) {
    studies(role)
        .filter(mine -> !mine.contains(studyUid))
        .ifPresent(
            mine -> {
              throw new ApiException(ErrorCode.FORBIDDEN, refusal(callers.get(), role));
            });
  }

  /** The studies in which the caller has a role; empty when in all. */
  public Optional<Set<String>> studies(Role role) {
    return studies(callers.get(), role);
  }

  /** The studies in which somebody has a role; empty when in all. */
  public Optional<Set<String>> studies(Caller caller, Role role) {
    return caller.hasEverywhere(role)
        ? Optional.empty()
        : Optional.of(projects.studies(caller.projects(role)));
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
              + " in projects only");
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
