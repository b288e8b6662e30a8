package io.deepgrow.app.session;

import java.util.Optional;
import java.util.UUID;

/** Tells what became of sessions' results. */
public interface SessionReviews {

  /** Of the newest result that was reviewed at all; joins the caller's transaction. */
  Optional<ReviewNote> newest(UUID session);
}
