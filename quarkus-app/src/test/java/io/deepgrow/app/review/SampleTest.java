package io.deepgrow.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  private static long inSample(int percent) {
    return LongStream.range(0, 10_000)
        .filter(
            n ->
                Sample.has(UUID.nameUUIDFromBytes(new byte[] {(byte) n, (byte) (n >> 8)}), percent))
        .count();
  }

  @Test
  void takesAboutAsManyAsItSays() {
    assertThat(inSample(100)).isEqualTo(10_000);
    assertThat(inSample(30)).isBetween(2800L, 3200L);
    assertThat(inSample(1)).isBetween(60L, 150L);
  }

  @Test
  void decidesTheSameAgainAndKeepsWhatASmallerSampleHas() {
    for (int n = 0; n < 1000; n++) {
      UUID id = new UUID(n, n);
      assertThat(Sample.has(id, 20)).isEqualTo(Sample.has(id, 20));
      if (Sample.has(id, 20)) {
        assertThat(Sample.has(id, 40)).isTrue();
      }
    }
  }
}
