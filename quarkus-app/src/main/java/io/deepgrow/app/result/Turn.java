package io.deepgrow.app.result;

import java.time.Instant;

/** What there is to do about a result now. */
sealed interface Turn {

  /** It is taken: whoever has the claim makes an attempt. */
  record Taken(Claim claim) implements Turn {}

  /** Its time has not come, or another has it in hand. */
  record Later(Instant at) implements Turn {}

  /** It is at its end, or no more. */
  record Over() implements Turn {}
}
