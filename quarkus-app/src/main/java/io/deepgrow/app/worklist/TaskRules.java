package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Who may do what with a task: annotators of its study, where it names a project of that project
 * too, and where it names an account nobody else; reviewers hand it over, operators withdraw it.
 */
@ApplicationScoped
class TaskRules {

  private final AccessPolicy access;
  private final AccountLookup accounts;
  private final CurrentCaller callers;

  TaskRules(AccessPolicy access, AccountLookup accounts, CurrentCaller callers) {
    this.access = access;
    this.accounts = accounts;
    this.callers = callers;
  }

  Caller caller() {
    return callers.get();
  }

  TaskScope scope() {
    return new TaskScope(access, callers.get());
  }

  boolean isMine(ReadingTask task) {
    return task.isHeldBy(callers.get());
  }

  /** Whether somebody else marks it where nobody sees what the others do. */
  boolean isHidden(ReadingTask task) {
    return !isMine(task) && access.hidden().contains(task.studyUid);
  }

  boolean runs(ReadingTask task) {
    return access.mayIn(task.connection(), task.studyUid, Role.OPERATOR);
  }

  private boolean leads(ReadingTask task) {
    return runs(task) || access.mayIn(task.connection(), task.studyUid, Role.REVIEWER);
  }

  private boolean works(Caller caller, ReadingTask task) {
    return access.mayIn(caller, task.connection(), task.studyUid, Role.ANNOTATOR)
        && (task.projectId == null
            || caller.hasEverywhere(Role.ANNOTATOR)
            || caller.projects(Role.ANNOTATOR).contains(task.projectId));
  }

  private boolean mayTake(ReadingTask task) {
    Caller caller = callers.get();
    return works(caller, task) && (task.accountId == null || task.accountId.equals(caller.id()));
  }

  /** Whether the caller could take it now. */
  boolean canTake(ReadingTask task) {
    return mayTake(task)
        && (task.state == TaskState.OPEN || (task.state == TaskState.RETURNED && isMine(task)));
  }

  void requireSeen(ReadingTask task) {
    if (!mayTake(task) && !leads(task)) {
      throw forbidden(task, "is not on your list; an admin gives roles in its project and study");
    }
  }

  /** Who may put a series on the list by hand. */
  void requireOpening(ReadingTask task) {
    boolean may = runs(task) || access.mayIn(task.connection(), task.studyUid, Role.ANNOTATOR);
    if (!may) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, AccessPolicy.refusal(callers.get(), Role.ANNOTATOR));
    }
  }

  /**
   * Lets the caller take a task.
   *
   * @throws ApiException {@code security.forbidden}, {@code task.taken}
   */
  void requireTakeable(ReadingTask task) {
    if (!mayTake(task)) {
      throw forbidden(task, "is not for you: somebody else alone gets it, or you have no role");
    }
    boolean others = task.state.isHeld() || task.state == TaskState.RETURNED;
    if (others && !isMine(task)) {
      throw taken(task);
    }
  }

  /**
   * Lets the caller work in a task that is theirs.
   *
   * @throws ApiException {@code security.forbidden}, {@code task.taken}, {@code task.other_state}
   */
  void requireMine(ReadingTask task) {
    requireSeen(task);
    if (task.holderName.isEmpty()) {
      throw new ApiException(
          ErrorCode.TASK_OTHER_STATE,
          "Nobody has reading task " + task.id + "; claim it first, perhaps once more");
    }
    if (!isMine(task)) {
      throw taken(task);
    }
    if (!mayTake(task)) {
      throw forbidden(task, "is in a study in which you have no role any more");
    }
  }

  /** Lets who has it, reviewers and operators give it up or hand it over. */
  void requireMineOrLed(ReadingTask task) {
    if (!leads(task)) {
      requireMine(task);
    }
  }

  void requireRun(ReadingTask task) {
    if (!runs(task)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, AccessPolicy.refusal(callers.get(), Role.OPERATOR));
    }
  }

  /**
   * Somebody who gets a task for themselves.
   *
   * @throws ApiException {@code account.not_found}, {@code session.handover_refused}
   */
  Caller able(ReadingTask task, String account) {
    AccountLookup.Found found = accounts.find(account);
    if (found.locked() || !(works(found.caller(), task) || found.hasGroups())) {
      throw new ApiException(
          ErrorCode.HANDOVER_REFUSED,
          found.caller().name()
              + " is locked or has no role ANNOTATOR for the study or project of the reading task;"
              + " an admin gives it");
    }
    return found.caller();
  }

  private ApiException taken(ReadingTask task) {
    return new ApiException(
        ErrorCode.TASK_TAKEN,
        (runs(task) ? task.holderName : "Somebody else")
            + " has reading task "
            + task.id
            + "; take another one");
  }

  private static ApiException forbidden(ReadingTask task, String why) {
    return new ApiException(ErrorCode.FORBIDDEN, "Reading task " + task.id + " " + why);
  }
}
