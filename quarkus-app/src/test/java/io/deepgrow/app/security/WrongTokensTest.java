package io.deepgrow.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicomweb.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTokensTest {

  private static final int A_MINUTE = 10;

  private final MovedClock clock = MovedClock.at(Instant.ofEpochSecond(59));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WrongTokens wrong = new WrongTokens(clock, meters, A_MINUTE);

  private boolean guess(String address, int times) {
    boolean tooMany = false;
    for (int n = 0; n < times; n++) {
      tooMany = wrong.add(address);
    }
    return tooMany;
  }

  @Test
  void someMistakesAreForgivenAndNoMore() {
    assertThat(guess("a", A_MINUTE)).isFalse();
    assertThat(guess("a", 1)).isTrue();
    assertThat(guess("b", 1)).isFalse();
    assertThat(meters.get("deepgrow.tokens.refused").counter().count()).isEqualTo(12);
  }

  @Test
  void aNewMinuteForgivesNothingThatWasJustSent() {
    guess("a", A_MINUTE);
    clock.moveTo(Instant.ofEpochSecond(60));

    assertThat(guess("a", 1)).isTrue();
  }

  @Test
  void whoWaitsIsForgiven() {
    guess("a", 50);
    clock.moveTo(Instant.ofEpochSecond(59 + 120));

    assertThat(guess("a", 1)).isFalse();
  }
}
