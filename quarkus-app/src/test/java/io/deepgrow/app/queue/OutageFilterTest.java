package io.deepgrow.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OutageFilterTest {

  private static LogRecord of(Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, "failed");
    record.setThrown(thrown);
    return record;
  }

  @Test
  void writesNoStackTracesWhileTheDatabaseIsAway() {
    assertThat(
            new OutageFilter()
                .isLoggable(of(new IllegalStateException(new ConnectException("refused")))))
        .isFalse();
  }

  @Test
  void hidesNothingElse() {
    assertThat(new OutageFilter().isLoggable(of(new IllegalStateException("a bug")))).isTrue();
    assertThat(new OutageFilter().isLoggable(new LogRecord(Level.INFO, "plain"))).isTrue();
  }
}
