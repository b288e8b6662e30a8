package io.deepgrow.dicom;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Where new UIDs come from. */
@FunctionalInterface
public interface UidSource {

  /** A UID that this source has not given before. */
  String next();

  static UidSource random() {
    return Uids::random;
  }

  /** The same UIDs in the same order for the same job, so that a replay makes the same objects. */
  static UidSource derived(UUID job) {
    AtomicInteger count = new AtomicInteger();
    return () -> {
      ByteBuffer name = ByteBuffer.allocate(20);
      name.putLong(job.getMostSignificantBits()).putLong(job.getLeastSignificantBits());
      name.putInt(count.incrementAndGet());
      return Uids.of(UUID.nameUUIDFromBytes(name.array()));
    };
  }
}
