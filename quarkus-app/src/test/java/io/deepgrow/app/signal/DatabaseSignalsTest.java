package io.deepgrow.app.signal;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseSignalsTest {

  @Test
  void aSignalThatNobodyUnderstandsEndsNothing() {
    SignalListener listener =
        new SignalListener() {
          @Override
          public String channel() {
            return "session_event";
          }

          @Override
          public void heard(String payload) {
            UUID.fromString(payload);
          }
        };

    assertThatNoException().isThrownBy(() -> DatabaseSignals.tell(listener, "no id"));
  }
}
