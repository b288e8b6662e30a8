package io.deepgrow.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What each target goes through in the unit tests: its own seeds, and some hundred inputs made of
 * them that are the same every time. {@code bin/fuzz} goes on from there.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class FuzzTest implements FuzzTarget {

  private static final int INPUTS = 500;

  @Test
  void takesItsSeeds() {
    for (byte[] seed : seeds()) {
      assertThatCode(() -> parse(seed)).as(text(seed)).doesNotThrowAnyException();
    }
  }

  @Test
  void answersHostileInputAsDocumented() {
    HostileBytes hostile = new HostileBytes(seeds(), 1);
    for (int n = 0; n < INPUTS; n++) {
      holds(hostile.next());
    }
  }

  /** What an input does is within bounds; for inputs that were found. */
  protected final void holds(byte[] input) {
    assertThatCode(() -> FuzzCheck.check(this, input))
        .as(() -> "Base64 " + text(input))
        .doesNotThrowAnyException();
  }

  private static String text(byte[] input) {
    return Base64.getEncoder().encodeToString(input);
  }
}
