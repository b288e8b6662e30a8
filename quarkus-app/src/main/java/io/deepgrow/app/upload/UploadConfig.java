package io.deepgrow.app.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Bounds of uploaded volumes, and where they lie. */
@ConfigMapping(prefix = "deepgrow.uploads")
public interface UploadConfig {

  /** The folder; what in it belongs to no upload is deleted at start. */
  @WithDefault("var/uploads")
  Path dir();

  /** Bytes of one request's files, and of what a ZIP among them unpacks to. */
  @WithDefault("2000000000")
  long maxBytes();

  /** Bytes of all uploads together. */
  @WithDefault("20000000000")
  long maxTotalBytes();

  /** Files of one request or one ZIP. */
  @WithDefault("5000")
  int maxFiles();

  /** Voxels of one volume. */
  @WithDefault("536870912")
  long maxVoxels();

  /**
   * How long a session and its volume are kept after the last use, unless a client asks for less.
   */
  @WithDefault("4h")
  Duration expiry();

  /** How long an image of the datastore is kept after the last use. */
  @WithDefault("30d")
  Duration datastoreExpiry();
}
