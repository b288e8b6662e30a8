package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.worklist.ReadingTaskView;
import io.deepgrow.app.worklist.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskRowTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static TaskRow row(
      TaskState state,
      boolean mine,
      @Nullable String holder,
      @Nullable String account,
      @Nullable Instant due) {
    return new TaskRow(
        new ReadingTaskView(
            UUID.randomUUID(),
            state,
            "1.2",
            "1.2.3",
            null,
            null,
            account,
            List.of("spleen", "liver"),
            List.of("liver"),
            5,
            due,
            "",
            null,
            mine,
            false,
            holder,
            null,
            null,
            null,
            NOW.minus(Duration.ofHours(5)),
            NOW),
        "",
        "/deepgrow",
        NOW);
  }

  private static TaskRow due(TaskState state, Duration from) {
    return row(state, false, null, null, NOW.plus(from));
  }

  @Test
  void saysHowLongItHasBeenOnTheListAndHowMuchIsMarked() {
    TaskRow row = row(TaskState.OPEN, false, null, null, null);

    assertThat(row.age()).isEqualTo("5 h");
    assertThat(row.progress()).isEqualTo("1 of 2");
    assertThat(row.due()).isEmpty();
    assertThat(row.late()).isFalse();
  }

  @Test
  void saysUntilWhenItIsDueOrHowLateItIs() {
    assertThat(due(TaskState.OPEN, Duration.ofMinutes(30)).due()).isEqualTo("in 30 min");
    assertThat(due(TaskState.OPEN, Duration.ofDays(4)).due()).isEqualTo("in 4 days");
    assertThat(due(TaskState.OPEN, Duration.ofHours(-3)).due()).isEqualTo("3 h late");
    assertThat(due(TaskState.OPEN, Duration.ofHours(-3)).late()).isTrue();
  }

  @Test
  void whatHasEndedIsNotLate() {
    assertThat(due(TaskState.DONE, Duration.ofHours(-3)).late()).isFalse();
  }

  @Test
  void saysWhoHasItAsFarAsTheReaderMayKnow() {
    assertThat(row(TaskState.OPEN, false, null, null, null).who()).isEqualTo("nobody yet");
    assertThat(row(TaskState.OPEN, false, null, "lise", null).who()).isEqualTo("for lise");
    assertThat(row(TaskState.CLAIMED, false, null, null, null).who()).isEqualTo("somebody else");
    assertThat(row(TaskState.CLAIMED, false, "lise", null, null).who()).isEqualTo("lise");
    assertThat(row(TaskState.CLAIMED, true, "grace", null, null).who()).isEqualTo("you");
  }

  @Test
  void opensWhatIsTheReadersInTheViewer() {
    assertThat(row(TaskState.STARTED, true, "grace", null, null).opens()).isTrue();
    assertThat(row(TaskState.STARTED, false, null, null, null).opens()).isFalse();
    assertThat(row(TaskState.DONE, true, "grace", null, null).opens()).isFalse();
  }
}
