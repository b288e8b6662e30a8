package io.deepgrow.dicomweb;

import java.time.Duration;

/** The moment by which a whole call must be done, however many requests and tries it takes. */
final class Deadline {

  private final Duration limit;
  private final long endNanos;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  static Deadline after(Duration limit) {
    return new Deadline(limit);
  }

  boolean isOver() {
    return endNanos - System.nanoTime() <= 0;
  }

  /** What is left of the time, at most so much and at least a millisecond. */
  Duration leftAtMost(Duration other) {
    long left = Math.max(1_000_000, endNanos - System.nanoTime());
    return left < other.toNanos() ? Duration.ofNanos(left) : other;
  }

  DicomWebException exceeded() {
    return new DicomWebException(
        "dicomweb.timeout",
        0,
        "The DICOMweb service took longer than "
            + limit
            + " over one call; raise deepgrow.pacs.call-timeout where it is only slow");
  }
}
