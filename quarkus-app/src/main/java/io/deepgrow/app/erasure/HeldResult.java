package io.deepgrow.app.erasure;

import java.time.Instant;
import java.util.UUID;

/**
 * A result of a study that is to be erased.
 *
 * @param state as in the database
 * @param attempts to store it that came to an end
 * @param stored whether the PACS has said that it has it
 * @param heldUntil until when a sender has it in hand, unless it says otherwise
 */
record HeldResult(
    UUID id,
    String study,
    String series,
    String sop,
    String state,
    int attempts,
    boolean stored,
    Instant heldUntil) {

  boolean isVerified() {
    return state.equals("VERIFIED");
  }

  /** Whether it is on its way at this moment. */
  boolean isInHand(Instant now) {
    return heldUntil.isAfter(now);
  }
}
