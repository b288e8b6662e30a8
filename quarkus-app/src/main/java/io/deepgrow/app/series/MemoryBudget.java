package io.deepgrow.app.series;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.file.MemoryRoom;
import io.deepgrow.volume.grid.Volume;
import java.util.IdentityHashMap;
import java.util.function.BooleanSupplier;

/**
 * The heap that volumes may take: those that are remembered, those that work goes on in, and those
 * being read. What does not fit is refused in words before it is taken; an OutOfMemoryError would
 * end the service for everybody.
 */
final class MemoryBudget {

  private static final long MEGA = 1 << 20;

  private final long total;
  private final BooleanSupplier letGo;
  private final IdentityHashMap<Volume, Integer> holders = new IdentityHashMap<>();
  private long taken;

  /**
   * A budget.
   *
   * @param total bytes
   * @param letGo lets go of a volume that is only remembered; false when there is none left
   */
  MemoryBudget(long total, BooleanSupplier letGo) {
    this.total = total;
    this.letGo = letGo;
  }

  /** What one reading takes; closing gives all of it back. */
  final class Share implements MemoryRoom, AutoCloseable {
    private long mine;

    @Override
    public void take(long bytes) {
      MemoryBudget.this.take(bytes);
      synchronized (this) {
        mine += bytes;
      }
    }

    @Override
    public void giveBack(long bytes) {
      synchronized (this) {
        mine -= bytes;
      }
      MemoryBudget.this.release(bytes);
    }

    @Override
    public synchronized void close() {
      MemoryBudget.this.release(mine);
      mine = 0;
    }
  }

  Share share() {
    return new Share();
  }

  private void take(long bytes) {
    if (bytes > total) {
      throw new ApiException(
          ErrorCode.MEMORY_TOO_SMALL,
          "This takes %d MB of memory, and the service may use %d MB for volumes; give it a larger heap (-Xmx)"
              .formatted(bytes / MEGA, total / MEGA));
    }
    while (!tryTake(bytes)) {
      if (!letGo.getAsBoolean()) {
        throw new ApiException(
            ErrorCode.MEMORY_FULL,
            "There is no memory for another volume now; try again when others have been read");
      }
    }
  }

  private synchronized boolean tryTake(long bytes) {
    if (taken + bytes > total) {
      return false;
    }
    taken += bytes;
    return true;
  }

  private synchronized void release(long bytes) {
    taken -= bytes;
  }

  /** Counts a volume that is there, however many hold it. */
  synchronized void hold(Volume volume) {
    if (holders.merge(volume, 1, Integer::sum) == 1) {
      taken += bytes(volume);
    }
  }

  /** Ends one {@link #hold}; with the last one the volume no longer counts. */
  synchronized void release(Volume volume) {
    if (holders.merge(volume, -1, Integer::sum) == 0) {
      holders.remove(volume);
      taken -= bytes(volume);
    }
  }

  /** How many hold a volume. */
  synchronized int holders(Volume volume) {
    return holders.getOrDefault(volume, 0);
  }

  /** What a volume takes. */
  static long bytes(Volume volume) {
    return 2L * volume.voxels().length;
  }

  synchronized boolean isOver() {
    return taken > total;
  }

  synchronized long taken() {
    return taken;
  }
}
