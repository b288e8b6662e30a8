package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskStandingTest {

  static List<Arguments> allowed() {
    return List.of(
        Arguments.of(TaskState.OPEN, TaskStep.CLAIM, TaskState.CLAIMED),
        Arguments.of(TaskState.OPEN, TaskStep.HAND_OVER, TaskState.OPEN),
        Arguments.of(TaskState.OPEN, TaskStep.WITHDRAW, TaskState.WITHDRAWN),
        Arguments.of(TaskState.CLAIMED, TaskStep.START, TaskState.STARTED),
        Arguments.of(TaskState.CLAIMED, TaskStep.SUBMIT, TaskState.SUBMITTED),
        Arguments.of(TaskState.CLAIMED, TaskStep.RELEASE, TaskState.OPEN),
        Arguments.of(TaskState.CLAIMED, TaskStep.LAPSE, TaskState.OPEN),
        Arguments.of(TaskState.CLAIMED, TaskStep.HAND_OVER, TaskState.OPEN),
        Arguments.of(TaskState.CLAIMED, TaskStep.WITHDRAW, TaskState.WITHDRAWN),
        Arguments.of(TaskState.STARTED, TaskStep.START, TaskState.STARTED),
        Arguments.of(TaskState.STARTED, TaskStep.SUBMIT, TaskState.SUBMITTED),
        Arguments.of(TaskState.STARTED, TaskStep.RELEASE, TaskState.OPEN),
        Arguments.of(TaskState.STARTED, TaskStep.LAPSE, TaskState.OPEN),
        Arguments.of(TaskState.STARTED, TaskStep.HAND_OVER, TaskState.OPEN),
        Arguments.of(TaskState.STARTED, TaskStep.WITHDRAW, TaskState.WITHDRAWN),
        Arguments.of(TaskState.SUBMITTED, TaskStep.SUBMIT, TaskState.SUBMITTED),
        Arguments.of(TaskState.SUBMITTED, TaskStep.RETURN, TaskState.RETURNED),
        Arguments.of(TaskState.SUBMITTED, TaskStep.FINISH, TaskState.DONE),
        Arguments.of(TaskState.SUBMITTED, TaskStep.WITHDRAW, TaskState.WITHDRAWN),
        Arguments.of(TaskState.RETURNED, TaskStep.CLAIM, TaskState.CLAIMED),
        Arguments.of(TaskState.RETURNED, TaskStep.SUBMIT, TaskState.SUBMITTED),
        Arguments.of(TaskState.RETURNED, TaskStep.HAND_OVER, TaskState.OPEN),
        Arguments.of(TaskState.RETURNED, TaskStep.WITHDRAW, TaskState.WITHDRAWN));
  }

  static Stream<Arguments> refused() {
    return Stream.of(TaskState.values())
        .flatMap(
            from ->
                Stream.of(TaskStep.values())
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
  void goesAlongTheArrow(TaskState from, TaskStep step, TaskState to) {
    assertThat(TaskStanding.of(from).after(step).state()).isEqualTo(to);
    assertThat(TaskStanding.of(from).allows(step)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesEveryOtherArrow(TaskState from, TaskStep step) {
    assertThatThrownBy(() -> TaskStanding.of(from).after(step))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TASK_OTHER_STATE))
        .hasMessageContaining(from.name());
    assertThat(TaskStanding.of(from).allows(step)).isFalse();
  }
}
