package io.deepgrow.app.annotation;

import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for work on a segment.
 *
 * @param key names it for good, if it has one
 * @param patience how long it may wait for its turn at the network
 * @param change what it changes; none to bring the mask up to date only
 */
record WorkRequest(
    UUID session,
    int number,
    Optional<RequestKey> key,
    Duration patience,
    Optional<Change> change) {

  /** What a request changes, in a transaction that holds the session. */
  @FunctionalInterface
  interface Change {
    void apply(SessionKey session, SegmentSnapshot segment);
  }

  /** A change of a caller who comes again when told to. */
  static WorkRequest of(UUID session, int number, Optional<RequestKey> key, Change change) {
    return new WorkRequest(session, number, key, Duration.ZERO, Optional.of(change));
  }

  /** The mask of the clicks as they are. */
  static WorkRequest upToDate(UUID session, int number) {
    return new WorkRequest(session, number, Optional.empty(), Duration.ZERO, Optional.empty());
  }
}
