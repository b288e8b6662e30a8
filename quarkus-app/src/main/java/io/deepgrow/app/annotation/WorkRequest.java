package io.deepgrow.app.annotation;

import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.session.SessionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A request for work on a segment.
 *
 * @param terms its key, and the revisions of the segment that it may change
 * @param patience how long it may wait for its turn at the network
 * @param change what it changes; none to bring the mask up to date only
 */
record WorkRequest(
    UUID session, int number, Terms terms, Duration patience, Optional<Change> change) {

  /** What a request changes, in a transaction that holds the session. */
  @FunctionalInterface
  interface Change {
    /** The number of the click that it adds; empty when it adds none. */
    OptionalLong apply(SessionKey session, SegmentSnapshot segment);
  }

  /** A change of a caller who comes again when told to. */
  static WorkRequest of(UUID session, int number, Terms terms, Change change) {
    return new WorkRequest(session, number, terms, Duration.ZERO, Optional.of(change));
  }

  /** The mask of the clicks as they are. */
  static WorkRequest upToDate(UUID session, int number) {
    return new WorkRequest(session, number, Terms.NONE, Duration.ZERO, Optional.empty());
  }
}
