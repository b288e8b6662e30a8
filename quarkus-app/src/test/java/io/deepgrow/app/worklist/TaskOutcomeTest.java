package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.session.ReviewState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskOutcomeTest {

  @Test
  void isDoneWhenThePacsHasItAndNobodyReviewsIt() {
    assertThat(TaskOutcome.of(null, "VERIFIED")).contains(TaskStep.FINISH);
  }

  @Test
  void waitsForThePacs() {
    for (String result : List.of("", "PENDING", "STORED", "REJECTED", "AWAITING_REVIEW")) {
      assertThat(TaskOutcome.of(null, result)).as(result).isEmpty();
      assertThat(TaskOutcome.of(ReviewState.ACCEPTED, result)).as(result).isEmpty();
    }
  }

  @Test
  void waitsForTheReviewerEvenWhenThePacsHasIt() {
    assertThat(TaskOutcome.of(ReviewState.AWAITED, "VERIFIED")).isEmpty();
  }

  @Test
  void isDoneWhenItIsAcceptedAndThePacsHasIt() {
    assertThat(TaskOutcome.of(ReviewState.ACCEPTED, "VERIFIED")).contains(TaskStep.FINISH);
  }

  @Test
  void isDoneWhenItIsAcceptedAndAnotherCopyIsTheLastWord() {
    assertThat(TaskOutcome.of(ReviewState.ACCEPTED, "WITHHELD")).contains(TaskStep.FINISH);
  }

  @Test
  void goesBackWhenTheReviewerReturnsIt() {
    assertThat(TaskOutcome.of(ReviewState.RETURNED, "WITHHELD")).contains(TaskStep.RETURN);
    assertThat(TaskOutcome.of(ReviewState.RETURNED, "VERIFIED")).contains(TaskStep.RETURN);
  }

  @Test
  void whatWasStoredAgainWithoutAReviewIsDoneByThePacsAlone() {
    assertThat(TaskOutcome.of(ReviewState.SUPERSEDED, "VERIFIED")).contains(TaskStep.FINISH);
    assertThat(TaskOutcome.of(ReviewState.SUPERSEDED, "WITHHELD")).isEmpty();
  }
}
