package io.deepgrow.app.routing.sighting;

/** How far the service is with a study of a PACS. */
public enum SightingState {
  /** Somebody says that it is there; it is looked at until it has settled. */
  SEEN,
  /** The rules have seen all of it. */
  DECIDED,
  /** It still changed when it had been waited for long enough; somebody has to look. */
  HELD,
  /** The PACS does not have it, or not any more. */
  GONE
}
