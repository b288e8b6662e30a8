package io.deepgrow.dicomweb;

import java.time.Duration;

/** Decides when a request may go out, for services that bear only so many. */
@FunctionalInterface
public interface CallGate {

  /** The right to one request; closing it again changes nothing. */
  @FunctionalInterface
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the right to send one request, which ends with its answer's body.
   *
   * @param atMost how long
   * @throws DicomWebException {@code dicomweb.limited} when there is no room in that time
   */
  Pass enter(Duration atMost);

  /** Lets every request go out at once. */
  static CallGate open() {
    return atMost -> () -> {};
  }
}
