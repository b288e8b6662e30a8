package io.deepgrow.dicom.part10;

/** Four bytes that were read to see which tag follows, to be read again. */
record PushbackTag(State state, int first, int second) {

  enum State {
    NONE,
    TAG,
    END
  }

  static PushbackTag none() {
    return new PushbackTag(State.NONE, 0, 0);
  }

  static PushbackTag end() {
    return new PushbackTag(State.END, 0, 0);
  }

  /** The bytes as two little-endian shorts. */
  static PushbackTag of(byte[] raw) {
    return new PushbackTag(
        State.TAG, (raw[0] & 0xFF) | (raw[1] & 0xFF) << 8, (raw[2] & 0xFF) | (raw[3] & 0xFF) << 8);
  }

  boolean isEnd() {
    return state == State.END;
  }

  boolean isTag() {
    return state == State.TAG;
  }

  byte[] raw() {
    return new byte[] {
      (byte) first, (byte) (first >> 8), (byte) second, (byte) (second >> 8),
    };
  }
}
