package io.deepgrow.app.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the embedded archive, below {@code deepgrow.archive}. */
@ConfigMapping(prefix = "deepgrow.archive")
interface ArchiveConfig {

  /** Whether the embedded archive answers; off by default. */
  @WithDefault("false")
  boolean enabled();

  /** The folder of its files, made when missing. */
  @WithDefault("var/archive")
  String dir();

  /** Largest instance that is stored, in bytes. */
  @WithDefault("4294967296")
  long maxPartBytes();

  /** Most instances in one STOW-RS request. */
  @WithDefault("10000")
  int maxParts();

  /** Most instances in the archive. */
  @WithDefault("200000")
  int maxInstances();
}
