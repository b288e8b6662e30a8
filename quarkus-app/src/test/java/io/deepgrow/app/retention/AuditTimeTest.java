package io.deepgrow.app.retention;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditTimeTest {

  @Test
  void aTrailThatWouldGoTooSoonIsRefusedWithTheNameOfTheSetting() {
    assertThatThrownBy(() -> Retention.require(Duration.ofDays(29)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deepgrow.retention.audit");
    assertThatNoException().isThrownBy(() -> Retention.require(Duration.ofDays(30)));
  }
}
