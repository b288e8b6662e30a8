package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;

/**
 * Where a reading task stands, and which steps may follow. Whose step it is, is the business of
 * {@link TaskRules}.
 */
sealed interface TaskStanding {

  /** Where a task of that state stands. */
  static TaskStanding of(TaskState state) {
    return switch (state) {
      case OPEN -> new Open();
      case CLAIMED -> new Claimed();
      case STARTED -> new Started();
      case SUBMITTED -> new Submitted();
      case RETURNED -> new Returned();
      case DONE -> new Done();
      case WITHDRAWN -> new Withdrawn();
    };
  }

  TaskState state();

  /**
   * Where it stands after a step.
   *
   * @throws ApiException {@code task.other_state} when that step may not follow
   */
  TaskStanding after(TaskStep step);

  /** Whether a step may follow. */
  default boolean allows(TaskStep step) {
    try {
      return after(step) != null;
    } catch (ApiException e) {
      return false;
    }
  }

  /** Waits for somebody. */
  record Open() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.OPEN;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      return switch (step) {
        case CLAIM -> new Claimed();
        case HAND_OVER -> this;
        case WITHDRAW -> new Withdrawn();
        case START, SUBMIT, RETURN, FINISH, RELEASE, LAPSE -> throw refused(this, step);
      };
    }
  }

  /** Somebody's, for a time. */
  record Claimed() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.CLAIMED;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      return switch (step) {
        case START -> new Started();
        case SUBMIT -> new Submitted();
        case RELEASE, LAPSE, HAND_OVER -> new Open();
        case WITHDRAW -> new Withdrawn();
        case CLAIM, RETURN, FINISH -> throw refused(this, step);
      };
    }
  }

  /** Being marked, for a time. */
  record Started() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.STARTED;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      return switch (step) {
        case START -> this;
        case SUBMIT -> new Submitted();
        case RELEASE, LAPSE, HAND_OVER -> new Open();
        case WITHDRAW -> new Withdrawn();
        case CLAIM, RETURN, FINISH -> throw refused(this, step);
      };
    }
  }

  /** Waits for the PACS or a reviewer. */
  record Submitted() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.SUBMITTED;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      return switch (step) {
        case SUBMIT -> this;
        case RETURN -> new Returned();
        case FINISH -> new Done();
        case WITHDRAW -> new Withdrawn();
        case CLAIM, START, RELEASE, LAPSE, HAND_OVER -> throw refused(this, step);
      };
    }
  }

  /** Waits for who did it. */
  record Returned() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.RETURNED;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      return switch (step) {
        case CLAIM -> new Claimed();
        case SUBMIT -> new Submitted();
        case HAND_OVER -> new Open();
        case WITHDRAW -> new Withdrawn();
        case START, RETURN, FINISH, RELEASE, LAPSE -> throw refused(this, step);
      };
    }
  }

  /** Nothing follows. */
  record Done() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.DONE;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      throw refused(this, step);
    }
  }

  /** Nothing follows. */
  record Withdrawn() implements TaskStanding {
    @Override
    public TaskState state() {
      return TaskState.WITHDRAWN;
    }

    @Override
    public TaskStanding after(TaskStep step) {
      throw refused(this, step);
    }
  }

  private static ApiException refused(TaskStanding before, TaskStep step) {
    return new ApiException(
        ErrorCode.TASK_OTHER_STATE,
        "A reading task that is "
            + before.state()
            + " can't be followed by "
            + step
            + "; look at it anew");
  }
}
