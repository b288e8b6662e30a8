package io.deepgrow.app.routing.sighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.sighting.Settling.Before;
import io.deepgrow.app.routing.sighting.Settling.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Before UNSEEN = new Before("", START, START, false);

  private static Step next(Before before, String digest, String decided, long seconds) {
    return Settling.next(
        before, digest, decided, START.plusSeconds(seconds), QUIET, LONGEST, Overdue.PROCEED);
  }

  private static Before seen(String digest, long changed) {
    return new Before(digest, START.plusSeconds(changed), START, false);
  }

  private static Step.Wait until(long seconds) {
    return new Step.Wait(START.plusSeconds(seconds));
  }

  @Test
  void atTheFirstLookNothingIsSettledHoweverLongItHasBeenReported() {
    assertThat(next(UNSEEN, "a", "", 0)).isEqualTo(until(60));
    assertThat(next(UNSEEN, "a", "", 500)).isEqualTo(until(560));
  }

  @Test
  void whatChangedIsLookedAtAgainAfterTheQuietTime() {
    assertThat(next(seen("a", 0), "b", "", 61)).isEqualTo(until(121));
  }

  @Test
  void whatIsTheSameForTheQuietTimeIsDecidedOn() {
    assertThat(next(seen("a", 0), "a", "", 59)).isEqualTo(until(60));
    assertThat(next(seen("a", 0), "a", "", 60)).isEqualTo(new Step.Decide());
  }

  @Test
  void whatItsPacsSaysIsCompleteNeedsTwoLooksThatAgreeAndNoQuietTime() {
    Before unseen = new Before("", START, START, true);
    Before once = new Before("a", START, START, true);
    assertThat(next(unseen, "a", "", 0)).isEqualTo(until(5));
    assertThat(next(once, "a", "", 5)).isEqualTo(new Step.Decide());
    assertThat(next(once, "b", "", 5)).isEqualTo(until(10));
  }

  @Test
  void aQuietTimeThatIsShorterThanThatPauseHolds() {
    Before complete = new Before("", START, START, true);
    assertThat(
            Settling.next(
                complete, "a", "", START, Duration.ofSeconds(1), LONGEST, Overdue.PROCEED))
        .isEqualTo(until(1));
  }

  @Test
  void whatGoesOnChangingIsDecidedOnOrHeldAfterTheLongestWait() {
    assertThat(next(seen("a", 590), "b", "", 599)).isEqualTo(until(600));
    assertThat(next(seen("a", 590), "b", "", 600)).isEqualTo(new Step.Decide());
    assertThat(
            Settling.next(
                seen("a", 590), "b", "", START.plusSeconds(600), QUIET, LONGEST, Overdue.HOLD))
        .isEqualTo(new Step.Hold());
  }

  @Test
  void theLongestWaitBeginsAnewWithAReportAfterADecision() {
    Before again = new Before("a", START, START.plusSeconds(1000), false);
    assertThat(next(again, "b", "a", 1001)).isEqualTo(until(1061));
  }

  @Test
  void whatTheRulesHaveSeenIsNotDecidedOnAgain() {
    assertThat(next(seen("a", 0), "a", "a", 1000)).isEqualTo(new Step.Same());
    assertThat(next(seen("b", 0), "a", "a", 1000)).isEqualTo(new Step.Same());
  }
}
