package io.deepgrow.app.registry;

/** What has become of a version of a model. */
public enum VersionState {
  /** It is here, and nothing was tried with it. */
  ADDED,
  /** A trial went through; it can be activated. */
  TRIED,
  /** A share of new sessions begins with it. */
  CANARY,
  /** New sessions of its model begin with it. */
  ACTIVE,
  /** It was active before; sessions of that time go on with it. */
  RETIRED
}
