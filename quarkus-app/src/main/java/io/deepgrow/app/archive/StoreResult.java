package io.deepgrow.app.archive;

/** What became of one part of a STOW-RS request. */
sealed interface StoreResult {

  /** On disk and in the index. */
  record Stored(ArchivedInstance instance) implements StoreResult {}

  /** The same bytes were there already. */
  record AlreadyThere(ArchivedInstance instance) implements StoreResult {}

  /**
   * Not stored.
   *
   * @param sopClass empty when it could not be read, and so {@code sopInstance}
   * @param reason Failure Reason (0008,1197), PS3.18 I.2.2
   */
  record Refused(String sopClass, String sopInstance, int reason) implements StoreResult {

    static final int PROCESSING_FAILURE = 0x0110;
    static final int DUPLICATE_INSTANCE = 0x0111;
    static final int OUT_OF_RESOURCES = 0xA700;
    static final int WRONG_STUDY = 0xA901;
    static final int CANNOT_UNDERSTAND = 0xC000;
  }
}
