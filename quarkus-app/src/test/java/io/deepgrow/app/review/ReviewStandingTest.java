package io.deepgrow.app.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.session.ReviewState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewStandingTest {

  static List<Arguments> allowed() {
    return List.of(
        Arguments.of(ReviewState.AWAITED, ReviewStep.ACCEPT, ReviewState.ACCEPTED),
        Arguments.of(ReviewState.AWAITED, ReviewStep.RETURN, ReviewState.RETURNED),
        Arguments.of(ReviewState.AWAITED, ReviewStep.STORE_AGAIN, ReviewState.SUPERSEDED),
        Arguments.of(ReviewState.RETURNED, ReviewStep.STORE_AGAIN, ReviewState.SUPERSEDED),
        Arguments.of(ReviewState.ACCEPTED, ReviewStep.STORE_AGAIN, ReviewState.ACCEPTED),
        Arguments.of(ReviewState.ACCEPTED, ReviewStep.CHOOSE, ReviewState.ACCEPTED),
        Arguments.of(ReviewState.SUPERSEDED, ReviewStep.STORE_AGAIN, ReviewState.SUPERSEDED));
  }

  static Stream<Arguments> refused() {
    return Stream.of(ReviewState.values())
        .flatMap(
            from ->
                Stream.of(ReviewStep.values())
                    .filter(
                        step ->
                            allowed().stream()
                                .noneMatch(
                                    arrow ->
                                        arrow.get()[0].equals(from) && arrow.get()[1].equals(step)))
                    .map(step -> Arguments.of(from, step)));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void goesAlongTheArrow(ReviewState from, ReviewStep step, ReviewState to) {
    assertThat(ReviewStanding.of(from).after(step).state()).isEqualTo(to);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesEveryOtherArrow(ReviewState from, ReviewStep step) {
    assertThatThrownBy(() -> ReviewStanding.of(from).after(step))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REVIEW_DECIDED))
        .hasMessageContaining(from.name());
  }
}
