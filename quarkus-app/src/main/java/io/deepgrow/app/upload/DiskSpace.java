package io.deepgrow.app.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room of the disk that a file lies on, as the system tells it. */
@ApplicationScoped
class DiskSpace implements FreeSpace {

  @Override
  public long bytes(Path path) throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }
}
