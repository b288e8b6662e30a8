package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.session.ReviewState;

/**
 * Where a review stands, and which steps may follow: it is awaited until it is accepted or
 * returned, and what is stored again takes the place of what was not accepted.
 */
sealed interface ReviewStanding {

  /** Where a review of that state stands. */
  static ReviewStanding of(ReviewState state) {
    return switch (state) {
      case AWAITED -> new Awaited();
      case RETURNED -> new Returned();
      case ACCEPTED -> new Accepted();
      case SUPERSEDED -> new Superseded();
    };
  }

  ReviewState state();

  /**
   * Where it stands after a step.
   *
   * @throws ApiException {@code review.decided} when that step may not follow
   */
  ReviewStanding after(ReviewStep step);

  /** Somebody has to look at it. */
  record Awaited() implements ReviewStanding {
    @Override
    public ReviewState state() {
      return ReviewState.AWAITED;
    }

    @Override
    public ReviewStanding after(ReviewStep step) {
      return switch (step) {
        case ACCEPT -> new Accepted();
        case RETURN -> new Returned();
        case STORE_AGAIN -> new Superseded();
        case CHOOSE -> throw refused(this, step);
      };
    }
  }

  /** Its maker has to correct it. */
  record Returned() implements ReviewStanding {
    @Override
    public ReviewState state() {
      return ReviewState.RETURNED;
    }

    @Override
    public ReviewStanding after(ReviewStep step) {
      if (step == ReviewStep.STORE_AGAIN) {
        return new Superseded();
      }
      throw refused(this, step);
    }
  }

  /** It is good; another result of the session changes nothing about it. */
  record Accepted() implements ReviewStanding {
    @Override
    public ReviewState state() {
      return ReviewState.ACCEPTED;
    }

    @Override
    public ReviewStanding after(ReviewStep step) {
      if (step == ReviewStep.CHOOSE || step == ReviewStep.STORE_AGAIN) {
        return this;
      }
      throw refused(this, step);
    }
  }

  /** Nothing follows. */
  record Superseded() implements ReviewStanding {
    @Override
    public ReviewState state() {
      return ReviewState.SUPERSEDED;
    }

    @Override
    public ReviewStanding after(ReviewStep step) {
      if (step == ReviewStep.STORE_AGAIN) {
        return this;
      }
      throw refused(this, step);
    }
  }

  private static ApiException refused(ReviewStanding before, ReviewStep step) {
    return new ApiException(
        ErrorCode.REVIEW_DECIDED,
        "A review that is "
            + before.state()
            + " can't be followed by "
            + step
            + "; look at it anew");
  }
}
