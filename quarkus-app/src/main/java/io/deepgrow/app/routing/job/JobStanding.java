package io.deepgrow.app.routing.job;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;

/** Where a job stands, and which steps may follow. */
sealed interface JobStanding {

  /** Where a job of that state stands. */
  static JobStanding of(JobState state) {
    return switch (state) {
      case WAITING -> new Waiting();
      case RUNNING -> new Running();
      case RETRYING -> new Retrying();
      case DONE -> new Done();
      case DEAD -> new Dead();
      case CANCELLED -> new Cancelled();
    };
  }

  JobState state();

  /**
   * Where it stands after a step.
   *
   * @throws ApiException {@code routing.job_state} when that step may not follow
   */
  JobStanding after(JobStep step);

  /** Nobody has begun. */
  record Waiting() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.WAITING;
    }

    @Override
    public JobStanding after(JobStep step) {
      return beforeAnAttempt(this, step);
    }
  }

  /** A replica is at it. */
  record Running() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.RUNNING;
    }

    @Override
    public JobStanding after(JobStep step) {
      return switch (step) {
        case BEGIN -> this;
        case FINISH -> new Done();
        case PUT_OFF -> new Retrying();
        case GIVE_UP -> new Dead();
        case CANCEL -> new Cancelled();
        case RETRY -> throw refused(this, step);
      };
    }
  }

  /** Its next attempt has a time. */
  record Retrying() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.RETRYING;
    }

    @Override
    public JobStanding after(JobStep step) {
      return beforeAnAttempt(this, step);
    }
  }

  /** Nothing follows. */
  record Done() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.DONE;
    }

    @Override
    public JobStanding after(JobStep step) {
      throw refused(this, step);
    }
  }

  /** A person may have it done again. */
  record Dead() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.DEAD;
    }

    @Override
    public JobStanding after(JobStep step) {
      if (step == JobStep.RETRY) {
        return new Waiting();
      }
      throw refused(this, step);
    }
  }

  /** Nothing follows; the same order makes another job. */
  record Cancelled() implements JobStanding {
    @Override
    public JobState state() {
      return JobState.CANCELLED;
    }

    @Override
    public JobStanding after(JobStep step) {
      throw refused(this, step);
    }
  }

  private static JobStanding beforeAnAttempt(JobStanding before, JobStep step) {
    return switch (step) {
      case BEGIN -> new Running();
      case CANCEL -> new Cancelled();
      case FINISH, PUT_OFF, GIVE_UP, RETRY -> throw refused(before, step);
    };
  }

  private static ApiException refused(JobStanding before, JobStep step) {
    String words = step.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return new ApiException(
        ErrorCode.JOB_STATE,
        "A job that is "
            + before.state()
            + " can't be followed by: "
            + words
            + "; look at it anew");
  }
}
