package io.deepgrow.app.result;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One result in memory, with the rules of the database: a number that rises with each take. */
final class PlayedRows implements SendLoop.Rows {

  static final UUID ID = new UUID(1, 1);

  final List<ResultState> states = new ArrayList<>(List.of(ResultState.PENDING));
  ResultState state = ResultState.PENDING;
  Instant nextAttempt = Instant.EPOCH;
  int number;
  int attempts;
  boolean held;
  boolean erased;

  private final Clock clock;

  PlayedRows(Clock clock) {
    this.clock = clock;
  }

  static Claim claim(ResultState state, int attempts, int checks) {
    return claim(1, state, attempts, checks);
  }

  private static Claim claim(int number, ResultState state, int attempts, int checks) {
    return new Claim(
        ID,
        new UUID(2, 2),
        ConnectionId.DEFAULT,
        number,
        state,
        new StudyUid("1.2.3"),
        new SeriesUid("1.2.4"),
        new SopInstanceUid("1.2.5"),
        attempts,
        checks);
  }

  @Override
  public Turn take(UUID id) {
    if (erased || Standing.of(state) instanceof Standing.Ended) {
      return new Turn.Over();
    }
    if (nextAttempt.isAfter(clock.instant())) {
      return new Turn.Later(nextAttempt);
    }
    number++;
    held = true;
    return new Turn.Taken(claim(number, state, attempts, 0));
  }

  @Override
  public void finish(Claim claim, Step step, Duration wait) {
    if (claim.number() == number && !erased) {
      attempts++;
      state = Standing.of(state).after(step).state();
      states.add(state);
      nextAttempt = clock.instant().plus(wait);
      held = false;
    }
  }

  @Override
  public void release(Claim claim) {
    held = claim.number() != number;
  }
}
