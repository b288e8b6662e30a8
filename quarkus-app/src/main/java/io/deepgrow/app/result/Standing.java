package io.deepgrow.app.result;

/**
 * Where a result stands, and which steps may follow. What waits for a review is not sent before; an
 * object that the PACS has not taken cannot be verified, and what has come to an end stays there,
 * but for what somebody sends again that the PACS refused.
 */
sealed interface Standing {

  /** Where a result of that state stands. */
  static Standing of(ResultState state) {
    return switch (state) {
      case PENDING -> new Pending();
      case STORED -> new InPacs();
      case VERIFIED, REJECTED, WITHHELD -> new Ended(state);
      case AWAITING_REVIEW -> new InReview();
    };
  }

  ResultState state();

  /**
   * Where it stands after a step.
   *
   * @throws IllegalStateException when that step may not follow
   */
  Standing after(Step step);

  /**
   * Where it stands once somebody has sent it again by hand: what was refused begins anew, with the
   * UIDs it has.
   *
   * @throws IllegalStateException when there is nothing left to do
   */
  default Standing sentAgain() {
    return this;
  }

  /**
   * Where it stands once its review has ended.
   *
   * @param accepted whether it may be sent now; else it never is
   * @throws IllegalStateException when it does not wait for one
   */
  default Standing reviewed(boolean accepted) {
    throw new IllegalStateException("A result that is " + state() + " waits for no review");
  }

  /** Committed here, and not sent before it is accepted. */
  record InReview() implements Standing {
    @Override
    public ResultState state() {
      return ResultState.AWAITING_REVIEW;
    }

    @Override
    public Standing after(Step step) {
      throw refused(this, step);
    }

    @Override
    public Standing sentAgain() {
      throw new IllegalStateException("A result that waits for its review is not sent before");
    }

    @Override
    public Standing reviewed(boolean accepted) {
      return accepted ? new Pending() : new Ended(ResultState.WITHHELD);
    }
  }

  /** Committed here; not yet known to be in the PACS. */
  record Pending() implements Standing {
    @Override
    public ResultState state() {
      return ResultState.PENDING;
    }

    @Override
    public Standing after(Step step) {
      if (step instanceof Step.Later) {
        return this;
      }
      if (step instanceof Step.Stored) {
        return new InPacs();
      }
      if (step instanceof Step.Rejected) {
        return new Ended(ResultState.REJECTED);
      }
      throw refused(this, step);
    }
  }

  /** The PACS says that it has it. */
  record InPacs() implements Standing {
    @Override
    public ResultState state() {
      return ResultState.STORED;
    }

    @Override
    public Standing after(Step step) {
      if (step instanceof Step.Later) {
        return this;
      }
      if (step instanceof Step.Verified) {
        return new Ended(ResultState.VERIFIED);
      }
      if (step instanceof Step.Rejected) {
        return new Ended(ResultState.REJECTED);
      }
      throw refused(this, step);
    }
  }

  /** Nothing follows. */
  record Ended(ResultState state) implements Standing {
    @Override
    public Standing after(Step step) {
      throw refused(this, step);
    }

    @Override
    public Standing sentAgain() {
      if (state == ResultState.REJECTED) {
        return new Pending();
      }
      throw new IllegalStateException("A result that is " + state + " has nothing left to send");
    }
  }

  private static IllegalStateException refused(Standing before, Step step) {
    return new IllegalStateException(
        "A result that is " + before.state() + " cannot become " + step.getClass().getSimpleName());
  }
}
