package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens in between, an object is stored once and its result comes to an end. */
class SendLoopPropertyTest {

  /** What may happen in one look. */
  enum Event {
    GOES_WELL,
    PACS_IS_BUSY,
    DIES_BEFORE_STORING,
    DIES_AFTER_STORING,
    STOPS,
    WAKES_TOO_LATE
  }

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  // tries of one property share this instance
  private PlayedRows rows = new PlayedRows(CLOCK);
  private int stored;

  @Property
  void anObjectIsStoredOnceAndItsResultEnds(@ForAll @Size(max = 12) List<Event> events) {
    rows = new PlayedRows(CLOCK);
    stored = 0;
    for (Event event : events) {
      look(event);
    }
    look(Event.GOES_WELL);

    assertThat(stored).isEqualTo(1);
    assertThat(rows.state).isEqualTo(ResultState.VERIFIED);
    assertThat(rows.states).doesNotHaveDuplicates().hasSize(3);
  }

  private void look(Event event) {
    Backoff none = new Backoff(Duration.ZERO, Duration.ZERO);
    SendLoop loop = new SendLoop(rows, claim -> attempt(claim, event), none, CLOCK);
    try {
      loop.run(PlayedRows.ID);
    } catch (DiedException e) {
      // nobody wrote anything down
      assertThat(rows.held).isTrue();
    }
  }

  private Step attempt(Claim claim, Event event) {
    if (event == Event.PACS_IS_BUSY) {
      // it comes again, and finds the PACS well
      look(Event.GOES_WELL);
      return new Step.Later("busy");
    }
    if (event == Event.DIES_BEFORE_STORING) {
      throw new DiedException();
    }
    Step step = claim.state() == ResultState.PENDING ? store(claim) : new Step.Verified();
    if (event == Event.DIES_AFTER_STORING) {
      throw new DiedException();
    }
    if (event == Event.STOPS) {
      Thread.currentThread().interrupt();
    }
    if (event == Event.WAKES_TOO_LATE) {
      look(Event.GOES_WELL);
    }
    return step;
  }

  /** As {@link Delivery}: whoever is not the first asks before. */
  private Step store(Claim claim) {
    if (claim.number() == 1 || stored == 0) {
      stored++;
    }
    return new Step.Stored();
  }

  /** The process is gone. */
  private static final class DiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
