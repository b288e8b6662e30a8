package io.deepgrow.app.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.file.Path;

/** A disk that a test fills. */
@Alternative
@ApplicationScoped
public class PlayedDisk implements FreeSpace {

  private volatile long free = Long.MAX_VALUE;

  public void free(long bytes) {
    free = bytes;
  }

  @Override
  public long bytes(Path path) {
    return free;
  }
}
