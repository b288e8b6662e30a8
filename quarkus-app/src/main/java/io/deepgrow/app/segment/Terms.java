package io.deepgrow.app.segment;

import io.deepgrow.app.idempotency.RequestKey;
import java.util.Optional;

/**
 * On what terms a segment is changed: once for a key, and only as the caller has seen it.
 *
 * @param key names the request for good, if it has one; a repeat is answered whatever the revision
 * @param ifMatch the revisions that may be changed
 */
public record Terms(Optional<RequestKey> key, IfMatch ifMatch) {

  /** Whenever it comes, whatever the segment is by then. */
  public static final Terms NONE = new Terms(Optional.empty(), IfMatch.ANY);
}
