package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedMessageTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void isSignedOverTimeAndBodyAsAnyProgramCanCheck() {
    // printf '1700000000.{"job":"x"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    SignedMessage message =
        SignedMessage.of("{\"job\":\"x\"}", KEY, Instant.ofEpochSecond(1_700_000_000));
    assertThat(message.timestamp()).isEqualTo("1700000000");
    assertThat(message.signature())
        .isEqualTo("16071b9e5199fd8d8fb71e155ea38d1774c443d8c981e78a097e9b0abb88cf07");
  }

  @Test
  void anotherTimeBodyOrKeyIsAnotherSignature() {
    Instant now = Instant.ofEpochSecond(1);
    String signature = SignedMessage.of("a", KEY, now).signature();
    assertThat(SignedMessage.of("a", KEY, now.plusSeconds(1)).signature()).isNotEqualTo(signature);
    assertThat(SignedMessage.of("b", KEY, now).signature()).isNotEqualTo(signature);
    assertThat(SignedMessage.of("a", KEY + "x", now).signature()).isNotEqualTo(signature);
  }
}
