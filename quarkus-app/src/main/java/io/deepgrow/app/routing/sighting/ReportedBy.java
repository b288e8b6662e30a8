package io.deepgrow.app.routing.sighting;

/** How a study came to be known. */
public enum ReportedBy {
  /** The PACS's own list of changes. */
  CHANGES,
  /** A search that is done again and again. */
  POLL,
  /** A signed call of another system. */
  HOOK,
  /** A work item. */
  UPS,
  /** Somebody by hand, or a program in their stead. */
  PERSON
}
