package io.deepgrow.app.routing.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JobBackoffTest {

  private static final Duration LONGEST = Duration.ofMinutes(36);

  @Property
  void aWaitIsAFifthMoreOrLessThanTwiceTheOneBeforeAndNeverLongerThanThirtySixMinutes(
      @ForAll @IntRange(min = 1, max = 100) int tries, @ForAll long most, @ForAll long least) {
    Duration wait = JobBackoff.after(tries, new UUID(most, least), Duration.ZERO);

    double planned = Math.min(1800, 10 * Math.pow(2, tries - 1));
    assertThat(wait.toMillis() / 1000.0).isBetween(planned * 0.799, planned * 1.201);
    assertThat(wait).isLessThanOrEqualTo(LONGEST);
  }

  @Property
  void whoAsksToBeLeftAloneIsButNotForLongerThanADay(
      @ForAll @IntRange(min = 1, max = 12) int tries,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seconds) {
    Duration requested = Duration.ofSeconds(seconds);
    Duration wait = JobBackoff.after(tries, new UUID(1, 2), requested);

    Duration bounded = seconds > 86_400 ? Duration.ofDays(1) : requested;
    assertThat(wait).isGreaterThanOrEqualTo(bounded).isLessThanOrEqualTo(max(bounded, LONGEST));
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Property
  void aJobThatWaitsLooksAgainBetweenFiveSecondsAndHalfAnHour(
      @ForAll @LongRange(min = 0, max = 2_000_000) long seconds) {
    assertThat(JobBackoff.whileWaiting(Duration.ofSeconds(seconds)))
        .isBetween(Duration.ofSeconds(5), Duration.ofMinutes(30));
  }

  @Test
  void theTwelfthFailureIsTheLast() {
    assertThat(JobBackoff.isUsedUp(11)).isFalse();
    assertThat(JobBackoff.isUsedUp(12)).isTrue();
  }
}
