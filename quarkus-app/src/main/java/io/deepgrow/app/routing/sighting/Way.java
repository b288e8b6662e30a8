package io.deepgrow.app.routing.sighting;

/** How a PACS is watched. */
public enum Way {
  /** Not at all; others may still report its studies. */
  OFF,
  /** By its own list of changes, which Orthanc has. */
  CHANGES,
  /** By searches for the studies of the last days. */
  POLL
}
