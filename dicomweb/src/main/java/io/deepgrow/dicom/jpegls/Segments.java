package io.deepgrow.dicom.jpegls;

import java.util.Set;

/** The marker segments before a scan (T.87, annex C). */
final class Segments {

  static final int FRAME = 0xF7;
  static final int PRESETS = 0xF8;
  static final int SCAN = 0xDA;

  private static final int START = 0xD8;
  private static final int RESTARTS = 0xDD;
  private static final int END = 0xD9;
  private static final int PRESET_CODING = 1;
  private static final Set<Integer> OTHER_FRAMES =
      Set.of(0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF);

  /**
   * The frame header.
   *
   * @param bits of a sample
   */
  record Frame(int columns, int rows, int bits) {}

  private final byte[] bytes;
  private int at;
  private int end;

  Segments(byte[] bytes) throws DamagedPictureException {
    this.bytes = bytes;
    if (marker() != START) {
      throw new DamagedPictureException("it does not begin as one");
    }
  }

  private int u8() throws DamagedPictureException {
    if (at >= bytes.length) {
      throw new DamagedPictureException("it ends early");
    }
    return bytes[at++] & 0xFF;
  }

  private int u16() throws DamagedPictureException {
    return u8() << Byte.SIZE | u8();
  }

  private int marker() throws DamagedPictureException {
    if (u8() != 0xFF) {
      throw new DamagedPictureException("a marker is missing");
    }
    int marker = u8();
    while (marker == 0xFF) {
      marker = u8();
    }
    return marker;
  }

  /** The kind of the next segment, whose content comes then. */
  int next() throws DamagedPictureException {
    int marker = marker();
    if (marker == END) {
      throw new DamagedPictureException("it has no scan");
    }
    if (marker == RESTARTS || OTHER_FRAMES.contains(marker)) {
      throw new DamagedPictureException(
          marker == RESTARTS ? "it has restart markers" : "it is another kind of JPEG");
    }
    int length = u16();
    if (length < 2 || at + length - 2 > bytes.length) {
      throw new DamagedPictureException("a segment is cut off");
    }
    end = at + length - 2;
    return marker;
  }

  void skip() {
    at = end;
  }

  Frame frame() throws DamagedPictureException {
    int bits = u8();
    int rows = u16();
    int columns = u16();
    int components = u8();
    if (bits < 2 || bits > 16 || rows == 0 || columns == 0) {
      throw new DamagedPictureException("its frame header is impossible");
    }
    if (components != 1) {
      throw new DamagedPictureException("it has " + components + " components instead of 1");
    }
    skip();
    return new Frame(columns, rows, bits);
  }

  /** Largest sample, three bounds, reset. */
  int[] presets() throws DamagedPictureException {
    if (u8() != PRESET_CODING) {
      throw new DamagedPictureException("it has tables that no DICOM picture has");
    }
    int[] presets = {u16(), u16(), u16(), u16(), u16()};
    skip();
    return presets;
  }

  /** How far samples may be from the original; the scan's bits follow. */
  int near() throws DamagedPictureException {
    if (u8() != 1) {
      throw new DamagedPictureException("its scan has more than one component");
    }
    u16();
    int near = u8();
    u8();
    if (u8() != 0) {
      throw new DamagedPictureException("its samples are shifted");
    }
    skip();
    return near;
  }

  int at() {
    return at;
  }
}
