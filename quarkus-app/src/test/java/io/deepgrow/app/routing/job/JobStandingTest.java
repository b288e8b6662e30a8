package io.deepgrow.app.routing.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStandingTest {

  static List<Arguments> allowed() {
    return List.of(
        Arguments.of(JobState.WAITING, JobStep.BEGIN, JobState.RUNNING),
        Arguments.of(JobState.WAITING, JobStep.CANCEL, JobState.CANCELLED),
        Arguments.of(JobState.RUNNING, JobStep.BEGIN, JobState.RUNNING),
        Arguments.of(JobState.RUNNING, JobStep.FINISH, JobState.DONE),
        Arguments.of(JobState.RUNNING, JobStep.PUT_OFF, JobState.RETRYING),
        Arguments.of(JobState.RUNNING, JobStep.GIVE_UP, JobState.DEAD),
        Arguments.of(JobState.RUNNING, JobStep.CANCEL, JobState.CANCELLED),
        Arguments.of(JobState.RETRYING, JobStep.BEGIN, JobState.RUNNING),
        Arguments.of(JobState.RETRYING, JobStep.CANCEL, JobState.CANCELLED),
        Arguments.of(JobState.DEAD, JobStep.RETRY, JobState.WAITING));
  }

  static Stream<Arguments> refused() {
    return Stream.of(JobState.values())
        .flatMap(
            state ->
                Stream.of(JobStep.values())
                    .filter(
                        step ->
                            allowed().stream()
                                .noneMatch(a -> a.get()[0] == state && a.get()[1] == step))
                    .map(step -> Arguments.of(state, step)));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void aStepThatMayFollowLeadsOn(JobState before, JobStep step, JobState after) {
    assertThat(JobStanding.of(before).after(step).state()).isEqualTo(after);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void everyOtherStepIsRefusedByName(JobState before, JobStep step) {
    assertThatThrownBy(() -> JobStanding.of(before).after(step))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_STATE))
        .hasMessageContaining(before.name());
  }
}
