package io.deepgrow.app.worklist;

import io.deepgrow.app.session.ReviewState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows for a submitted task from what became of its result and its review. */
final class TaskOutcome {

  private static final String IN_PACS = "VERIFIED";

  /** Accepted, but another copy of the study is the project's last word. */
  private static final String PASSED_OVER = "WITHHELD";

  private TaskOutcome() {}

  /**
   * The step that follows; none while somebody or the PACS has yet to decide.
   *
   * @param review of the session's newest result that was reviewed; null where none was
   * @param result the state of the session's newest result
   */
  static Optional<TaskStep> of(@Nullable ReviewState review, String result) {
    if (review == ReviewState.RETURNED) {
      return Optional.of(TaskStep.RETURN);
    }
    if (review == ReviewState.AWAITED) {
      return Optional.empty();
    }
    boolean ended =
        result.equals(IN_PACS) || (review == ReviewState.ACCEPTED && result.equals(PASSED_OVER));
    return ended ? Optional.of(TaskStep.FINISH) : Optional.empty();
  }
}
