package io.deepgrow.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

  private static final UUID VERSION = new UUID(17, 4);
  private static final int SESSIONS = 20_000;

  private static UUID session(long n) {
    return UUID.nameUUIDFromBytes(
        Long.toString(n).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static long taken(UUID version, int share) {
    return LongStream.range(0, SESSIONS)
        .filter(n -> Canary.takes(session(n), version, share))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 99})
  void takesItsShareOfSessions(int share) {
    assertThat(taken(VERSION, share) * 100.0 / SESSIONS).isBetween(share - 1.5, share + 1.5);
  }

  @Test
  void isTheSameForASessionEveryTimeAndNoneWithoutAShare() {
    for (long n = 0; n < 100; n++) {
      assertThat(Canary.takes(session(n), VERSION, 30))
          .isEqualTo(Canary.takes(session(n), VERSION, 30));
    }
    assertThat(taken(VERSION, 0)).isZero();
  }

  @Test
  void whoIsTakenAtASmallShareIsTakenAtALargerOneToo() {
    for (long n = 0; n < 2000; n++) {
      if (Canary.takes(session(n), VERSION, 10)) {
        assertThat(Canary.takes(session(n), VERSION, 20)).isTrue();
      }
    }
  }

  @Test
  void anotherVersionTakesOtherSessions() {
    long both =
        LongStream.range(0, SESSIONS)
            .filter(n -> Canary.takes(session(n), VERSION, 50))
            .filter(n -> Canary.takes(session(n), new UUID(3, 8), 50))
            .count();
    assertThat(both * 100.0 / SESSIONS).isBetween(22.0, 28.0);
  }
}
