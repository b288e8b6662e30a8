package io.deepgrow.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSignatureTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final byte[] BODY = "{\"studyUids\":[\"1.2\"]}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.ofEpochSecond(1_795_940_049);
  private static final String TIME = "1795940049";

  private static String signature(String key, String time) {
    return CallSignature.of(key, time, BODY);
  }

  @Test
  void isThatOfTheExampleInTheDocumentation() {
    // printf '1795940049.{"studyUids":["1.2"]}' | openssl dgst -sha256 -hmac KEY
    assertThat(signature(KEY, TIME)).isEqualTo(EXAMPLE);
  }

  private static final String EXAMPLE =
      "f97ac2c167f3bd1d07304a27121ea5ad6536c8f8a98b3b6679bf3e5bfe8eb5bc";

  @Test
  void countsWithinFiveMinutesOnEitherSide() {
    String good = signature(KEY, TIME);
    assertThat(CallSignature.isGood(KEY, TIME, BODY, good, NOW)).isTrue();
    assertThat(
            CallSignature.isGood(
                KEY, TIME, BODY, good.toUpperCase(Locale.ROOT), NOW.plusSeconds(300)))
        .isTrue();
    assertThat(CallSignature.isGood(KEY, TIME, BODY, good, NOW.plusSeconds(301))).isFalse();
    assertThat(CallSignature.isGood(KEY, TIME, BODY, good, NOW.minusSeconds(301))).isFalse();
  }

  @Test
  void ofAnotherKeyTimeOrBodyDoesNotCount() {
    String good = signature(KEY, TIME);
    assertThat(CallSignature.isGood(KEY + "x", TIME, BODY, good, NOW)).isFalse();
    assertThat(CallSignature.isGood(KEY, "1795940050", BODY, good, NOW)).isFalse();
    assertThat(CallSignature.isGood(KEY, TIME, new byte[0], good, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "now", "99999999999999999999", "1795940049 "})
  void aTimeThatIsNoneDoesNotCount(String time) {
    assertThat(CallSignature.isGood(KEY, time, BODY, signature(KEY, time), NOW)).isFalse();
  }

  @Test
  void withoutTimeOrSignatureNothingCounts() {
    assertThat(CallSignature.isGood(KEY, null, BODY, signature(KEY, TIME), NOW)).isFalse();
    assertThat(CallSignature.isGood(KEY, TIME, BODY, null, NOW)).isFalse();
    assertThat(CallSignature.isGood(KEY, TIME, BODY, "zz".repeat(32), NOW)).isFalse();
  }
}
