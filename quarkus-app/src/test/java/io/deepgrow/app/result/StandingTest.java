package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {

  private static final Step LATER = new Step.Later("not yet");
  private static final Step STORED = new Step.Stored();
  private static final Step VERIFIED = new Step.Verified();
  private static final Step REJECTED = new Step.Rejected("no");

  static List<Arguments> allowed() {
    return List.of(
        Arguments.of(ResultState.PENDING, LATER, ResultState.PENDING),
        Arguments.of(ResultState.PENDING, STORED, ResultState.STORED),
        Arguments.of(ResultState.PENDING, REJECTED, ResultState.REJECTED),
        Arguments.of(ResultState.STORED, LATER, ResultState.STORED),
        Arguments.of(ResultState.STORED, VERIFIED, ResultState.VERIFIED),
        Arguments.of(ResultState.STORED, REJECTED, ResultState.REJECTED));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void goesAlongTheArrow(ResultState from, Step step, ResultState to) {
    assertThat(Standing.of(from).after(step).state()).isEqualTo(to);
  }

  static Stream<Arguments> refused() {
    return Stream.of(ResultState.values())
        .flatMap(
            from ->
                Stream.of(LATER, STORED, VERIFIED, REJECTED)
                    .filter(
                        step ->
                            allowed().stream()
                                .noneMatch(
                                    arrow ->
                                        arrow.get()[0].equals(from) && arrow.get()[1].equals(step)))
                    .map(step -> Arguments.of(from, step)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesEveryOtherArrow(ResultState from, Step step) {
    assertThatThrownBy(() -> Standing.of(from).after(step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(from.name());
  }

  @Test
  void whatWasRefusedBeginsAnewWhenItIsSentAgainAndWhatIsOnItsWayStaysThere() {
    assertThat(Standing.of(ResultState.REJECTED).sentAgain().state())
        .isEqualTo(ResultState.PENDING);
    assertThat(Standing.of(ResultState.PENDING).sentAgain().state()).isEqualTo(ResultState.PENDING);
    assertThat(Standing.of(ResultState.STORED).sentAgain().state()).isEqualTo(ResultState.STORED);
    assertThatThrownBy(() -> Standing.of(ResultState.VERIFIED).sentAgain())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("VERIFIED");
  }

  @Test
  void whatWaitsForItsReviewIsSentOnceItIsAcceptedAndElseNever() {
    Standing waits = Standing.of(ResultState.AWAITING_REVIEW);
    assertThat(waits.reviewed(true).state()).isEqualTo(ResultState.PENDING);
    assertThat(waits.reviewed(false).state()).isEqualTo(ResultState.WITHHELD);
    assertThatThrownBy(waits::sentAgain).isInstanceOf(IllegalStateException.class);
    for (ResultState state : ResultState.values()) {
      if (state != ResultState.AWAITING_REVIEW) {
        assertThatThrownBy(() -> Standing.of(state).reviewed(true))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(state.name());
      }
    }
  }
}
