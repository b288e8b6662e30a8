package io.deepgrow.volume.file;

/** Memory that is asked for before it is taken, so that a reader can be told that there is none. */
@FunctionalInterface
public interface MemoryRoom {

  /** As much as anybody wants; the heap decides. */
  MemoryRoom UNLIMITED = bytes -> {};

  /**
   * Asks for memory that stays taken until the reader is done.
   *
   * @throws RuntimeException of the owner's choice when there is not so much
   */
  void take(long bytes);

  /** Gives some of it back early. */
  default void giveBack(long bytes) {}
}
