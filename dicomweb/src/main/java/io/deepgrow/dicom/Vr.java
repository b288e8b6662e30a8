package io.deepgrow.dicom;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Value representations (PS3.5 6.2). */
public enum Vr {
  AE(1, Kind.ASCII),
  AS(1, Kind.ASCII),
  AT(2, Kind.BINARY),
  CS(1, Kind.ASCII),
  DA(1, Kind.ASCII),
  DS(1, Kind.ASCII),
  DT(1, Kind.ASCII),
  FD(8, Kind.BINARY),
  FL(4, Kind.BINARY),
  IS(1, Kind.ASCII),
  LO(1, Kind.TEXT),
  LT(1, Kind.TEXT),
  OB(1, Kind.LONG_BINARY),
  OD(8, Kind.LONG_BINARY),
  OF(4, Kind.LONG_BINARY),
  OL(4, Kind.LONG_BINARY),
  OV(8, Kind.LONG_BINARY),
  OW(2, Kind.LONG_BINARY),
  PN(1, Kind.TEXT),
  SH(1, Kind.TEXT),
  SL(4, Kind.BINARY),
  SQ(1, Kind.SEQUENCE),
  SS(2, Kind.BINARY),
  ST(1, Kind.TEXT),
  SV(8, Kind.LONG_BINARY),
  TM(1, Kind.ASCII),
  UC(1, Kind.LONG_TEXT),
  UI(1, Kind.ASCII),
  UL(4, Kind.BINARY),
  UN(1, Kind.LONG_BINARY),
  UR(1, Kind.LONG_ASCII),
  US(2, Kind.BINARY),
  UT(1, Kind.LONG_TEXT),
  UV(8, Kind.LONG_BINARY);

  private enum Kind {
    ASCII,
    TEXT,
    LONG_ASCII,
    LONG_TEXT,
    BINARY,
    LONG_BINARY,
    SEQUENCE
  }

  private static final Map<String, Vr> BY_NAME = new HashMap<>();

  static {
    for (Vr vr : values()) {
      BY_NAME.put(vr.name(), vr);
    }
  }

  private final int wordBytes;
  private final Kind kind;

  Vr(int wordBytes, Kind kind) {
    this.wordBytes = wordBytes;
    this.kind = kind;
  }

  /** The representation of two letters, if there is one. */
  public static Optional<Vr> of(String letters) {
    return Optional.ofNullable(BY_NAME.get(letters));
  }

  /** Bytes of one number; what byte order changes apply to. 1 for text and bytes. */
  public int wordBytes() {
    return wordBytes;
  }

  /** Explicit encodings give it two reserved bytes and a 32-bit length. */
  public boolean hasLongLength() {
    return kind == Kind.LONG_ASCII
        || kind == Kind.LONG_TEXT
        || kind == Kind.LONG_BINARY
        || kind == Kind.SEQUENCE;
  }

  /** Values are characters, ASCII or other. */
  public boolean isText() {
    return kind == Kind.ASCII || kind == Kind.LONG_ASCII || followsCharacterSet();
  }

  /** Values are in Specific Character Set. */
  public boolean followsCharacterSet() {
    return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
  }

  /** A backslash parts values. */
  public boolean isMultiValued() {
    return isText() && this != LT && this != ST && this != UT && this != UR;
  }

  /** Leading blanks belong to the value. */
  boolean keepsLeadingBlanks() {
    return this == LT || this == ST || this == UT;
  }

  /** What a value of odd length is filled with. */
  public byte padding() {
    return isText() && this != UI ? (byte) ' ' : 0;
  }

  /** Numbers in text: DS and IS. */
  public boolean isNumberText() {
    return this == DS || this == IS;
  }
}
