package io.deepgrow.app.queue;

import java.time.Instant;

/** What is to become of a row in its lane after a look at it. */
public sealed interface Next {

  /** Nobody needs to look at it again. */
  record Done() implements Next {}

  /** Somebody looks at it again, at this time or soon after. */
  record Again(Instant at) implements Next {}
}
