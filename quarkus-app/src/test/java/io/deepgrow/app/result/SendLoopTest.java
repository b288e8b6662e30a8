package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.queue.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendLoopTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final PlayedRows rows = new PlayedRows(clock);
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  private Next run(SendLoop.Attempt attempt) {
    return new SendLoop(rows, attempt, backoff, clock).run(PlayedRows.ID);
  }

  private Next run(Step... outcomes) {
    steps.addAll(List.of(outcomes));
    return run(claim -> steps.remove());
  }

  @Test
  void storesAndReadsBackInOneGo() {
    assertThat(run(new Step.Stored(), new Step.Verified())).isEqualTo(new Next.Done());
    assertThat(rows.states)
        .containsExactly(ResultState.PENDING, ResultState.STORED, ResultState.VERIFIED);
  }

  @Test
  void comesBackWhenAFailureMayHavePassed() {
    assertThat(run(new Step.Later("busy"))).isEqualTo(new Next.Again(NOW.plusSeconds(2)));
    assertThat(rows.state).isEqualTo(ResultState.PENDING);
    assertThat(rows.held).isFalse();
  }

  @Test
  void comesBackWhenTheObjectDoesNotShowYet() {
    assertThat(run(new Step.Stored(), new Step.Later("not shown", true)))
        .isEqualTo(new Next.Again(NOW.plusSeconds(2)));
    assertThat(rows.state).isEqualTo(ResultState.STORED);
  }

  @Test
  void endsWhatThePacsRefusesInOurRowBeforeTheLaneForgetsIt() {
    assertThat(run(new Step.Rejected("no"))).isEqualTo(new Next.Done());
    assertThat(rows.state).isEqualTo(ResultState.REJECTED);
  }

  @Test
  void doesNothingBeforeItsTime() {
    rows.nextAttempt = NOW.plusSeconds(9);
    assertThat(run()).isEqualTo(new Next.Again(NOW.plusSeconds(9)));
    assertThat(rows.number).isZero();
  }

  @Test
  void doesNothingForAResultAtItsEndOrErased() {
    rows.state = ResultState.VERIFIED;
    assertThat(run()).isEqualTo(new Next.Done());
    rows.state = ResultState.PENDING;
    rows.erased = true;
    assertThat(run()).isEqualTo(new Next.Done());
    assertThat(rows.number).isZero();
  }

  @Test
  void whoWakesAfterAnotherTookOverWritesNothing() {
    SendLoop.Attempt frozen =
        claim -> {
          // meanwhile another took the row and brought it to its end
          rows.number++;
          rows.state = ResultState.VERIFIED;
          return new Step.Rejected("the frozen one was refused");
        };

    assertThat(run(frozen)).isEqualTo(new Next.Done());
    assertThat(rows.state).isEqualTo(ResultState.VERIFIED);
    assertThat(rows.attempts).isZero();
  }

  @Test
  void anAttemptThatTheStopOfTheServiceBrokeOffDoesNotCount() {
    SendLoop.Attempt interrupted =
        claim -> {
          Thread.currentThread().interrupt();
          return new Step.Later("Interrupted");
        };

    assertThat(run(interrupted)).isEqualTo(new Next.Again(NOW));
    assertThat(rows.attempts).isZero();
    assertThat(rows.held).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aStepThatMayNotFollowIsRefused() {
    assertThatThrownBy(() -> run(new Step.Verified())).isInstanceOf(IllegalStateException.class);
    assertThat(rows.state).isEqualTo(ResultState.PENDING);
  }
}
