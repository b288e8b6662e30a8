package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.routing.job.failure.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAnswerTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void whatIsTakenIsTaken(int status) {
    assertThatCode(() -> ReceiverAnswer.require("ris", status, "")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 429, 500, 503})
  void whatIsNotNamesTheReceiverAndTheStatusAndNoMore(int status) {
    assertThatThrownBy(() -> ReceiverAnswer.require("ris", status, "7"))
        .isInstanceOf(JobException.class)
        .hasMessage("Receiver ris answers with HTTP " + status);
  }

  @Test
  void aRetryAfterThatIsNoNumberOfSecondsCountsAsNone() {
    for (String header : new String[] {"", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "99999999999"}) {
      assertThatThrownBy(() -> ReceiverAnswer.require("ris", 503, header))
          .isInstanceOf(JobException.class);
    }
  }
}
