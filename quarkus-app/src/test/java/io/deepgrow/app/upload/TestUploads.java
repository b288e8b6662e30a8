package io.deepgrow.app.upload;

import java.nio.file.Path;
import java.time.Duration;

/** Settings of uploads for tests. */
record TestUploads(Path dir, long maxBytes, long maxTotalBytes, int maxFiles)
    implements UploadConfig {

  static TestUploads in(Path dir) {
    return new TestUploads(dir, 1_000_000, 10_000_000, 20);
  }

  @Override
  public long maxVoxels() {
    return 1_000_000;
  }

  @Override
  public Duration expiry() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration datastoreExpiry() {
    return Duration.ofDays(1);
  }
}
