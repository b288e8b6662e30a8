package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LapsedClaimsTest {

  @Test
  void looksSeveralTimesWithinAClaimButNotAllTheTime() {
    assertThat(LapsedClaims.every(Duration.ofMinutes(30))).isEqualTo(Duration.ofMinutes(1));
    assertThat(LapsedClaims.every(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(10));
    assertThat(LapsedClaims.every(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
  }
}
