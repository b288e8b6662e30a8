package io.deepgrow.app.routing.workitem;

/** Where a work item stands with us. */
public enum ItemState {
  /** It is being claimed, and may be ours already. */
  CLAIMING,
  /** It is ours, and its job is on the way. */
  WORKING,
  /** Its work is done, which the worklist has yet to hear. */
  COMPLETING,
  /** It is given up, which the worklist has yet to hear. */
  CANCELLING,
  COMPLETED,
  CANCELLED,
  /** Somebody else's, or no more: we have nothing to do with it. */
  LOST;

  /** Whether nothing follows. */
  public boolean isEnd() {
    return this == COMPLETED || this == CANCELLED || this == LOST;
  }

  /**
   * The state after a step.
   *
   * @throws IllegalStateException when that step may not follow
   */
  ItemState after(ItemStep step) {
    if (isEnd()) {
      throw refused(step);
    }
    return switch (step) {
      case CLAIM -> from(step, CLAIMING, WORKING);
      case FINISH -> from(step, WORKING, COMPLETING);
      case GIVE_UP -> {
        if (this == CANCELLING) {
          throw refused(step);
        }
        yield CANCELLING;
      }
      case CONFIRM -> this == CANCELLING ? CANCELLED : from(step, COMPLETING, COMPLETED);
      case LOSE -> LOST;
    };
  }

  private ItemState from(ItemStep step, ItemState before, ItemState after) {
    if (this != before) {
      throw refused(step);
    }
    return after;
  }

  private IllegalStateException refused(ItemStep step) {
    return new IllegalStateException("A work item that is " + this + " can't " + step);
  }
}
