package io.deepgrow.app.registry;

/** Where a version of a model came from. */
public enum VersionSource {
  /** It came with a release of the service. */
  BUNDLED,
  /** It lay in the folder {@code deepgrow.models.dir}. */
  MOUNTED,
  /** Somebody uploaded it. */
  UPLOADED,
  /** A training run made it. */
  TRAINED
}
