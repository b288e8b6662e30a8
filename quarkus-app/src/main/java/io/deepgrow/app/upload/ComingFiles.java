package io.deepgrow.app.upload;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what lies on disk of requests that are still coming, as it is written and not as it was
 * announced, and stops before the disk is full.
 */
final class ComingFiles {

  /** Bytes that stay free for whatever else writes to the disk. */
  private static final long RESERVE = 64L << 20;

  private static final long LOOK_EVERY = 16L << 20;

  private final long most;
  private final FreeSpace free;
  private final AtomicLong total = new AtomicLong();
  private final Map<Path, AtomicLong> sizes = new ConcurrentHashMap<>();

  ComingFiles(long most, FreeSpace free) {
    this.most = most;
    this.free = free;
  }

  long bytes() {
    return total.get();
  }

  /** A file is no longer coming: it was moved to its place, or deleted. */
  void forget(Path path) {
    AtomicLong size = sizes.remove(path);
    if (size != null) {
      total.addAndGet(-size.get());
    }
  }

  OutputStream write(Path path) throws IOException {
    OutputStream out = Files.newOutputStream(path);
    AtomicLong size = sizes.computeIfAbsent(path, p -> new AtomicLong());
    return new FilterOutputStream(out) {
      private long unseen = LOOK_EVERY;

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        unseen += length;
        if (unseen >= LOOK_EVERY) {
          unseen = 0;
          requireSpace(path);
        }
        size.addAndGet(length);
        if (total.addAndGet(length) > most) {
          throw new ApiException(
              ErrorCode.UPLOAD_FULL, "There is no room for another upload; older ones expire");
        }
        out.write(bytes, offset, length);
      }
    };
  }

  private void requireSpace(Path path) throws IOException {
    if (free.bytes(path) < RESERVE + LOOK_EVERY) {
      throw new ApiException(
          ErrorCode.STORAGE_FULL,
          "The disk of the service is full; nothing was kept of this request");
    }
  }
}
