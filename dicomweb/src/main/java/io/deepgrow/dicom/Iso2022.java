package io.deepgrow.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Which encodings the escape sequences read so far have put into G0 and G1 (PS3.3 C.12.1.1.2). */
final class Iso2022 {

  private static final Charset EUC_JP = Charset.forName("EUC-JP");
  private static final Charset EUC_KR = Charset.forName("EUC-KR");
  private static final Charset GB2312 = Charset.forName("GB2312");

  private final Charset start;
  private Charset current;
  private boolean twoBytes;
  private byte[] prefix = {};
  private boolean raise;

  Iso2022(Charset start) {
    this.start = start;
    this.current = start;
  }

  void reset() {
    current = start;
    twoBytes = false;
    raise = false;
    prefix = new byte[0];
  }

  /**
   * Whether the byte at {@code at} starts a character, given that the run began at {@code from}.
   */
  boolean isSingleByte(byte[] bytes, int from, int at) {
    if (raise) {
      // two 7-bit bytes a character
      return false;
    }
    if (!twoBytes) {
      return true;
    }
    int n = from;
    while (n < at) {
      n += bytes[n] < 0 ? 2 : 1;
    }
    return n == at;
  }

  String decode(byte[] bytes, int from, int to) {
    if (from >= to) {
      return "";
    }
    if (!raise) {
      return new String(bytes, from, to - from, current);
    }
    // 7-bit double-byte sets become EUC by setting the high bits
    int unit = 2 + prefix.length;
    int pairs = (to - from) / 2;
    byte[] euc = new byte[pairs * unit];
    for (int p = 0; p < pairs; p++) {
      System.arraycopy(prefix, 0, euc, p * unit, prefix.length);
      euc[p * unit + prefix.length] = (byte) (bytes[from + 2 * p] | 0x80);
      euc[p * unit + prefix.length + 1] = (byte) (bytes[from + 2 * p + 1] | 0x80);
    }
    return new String(euc, current);
  }

  /** Takes the escape sequence at {@code at}; returns its length. */
  int escape(byte[] bytes, int at) {
    String sequence =
        new String(bytes, at + 1, Math.min(3, bytes.length - at - 1), StandardCharsets.ISO_8859_1);
    if (sequence.startsWith("$)C")) {
      return use(EUC_KR, true, false, 4);
    }
    if (sequence.startsWith("$)A")) {
      return use(GB2312, true, false, 4);
    }
    if (sequence.startsWith("$(D")) {
      int length = use(EUC_JP, true, true, 4);
      prefix = new byte[] {(byte) 0x8f};
      return length;
    }
    if (sequence.startsWith("$B") || sequence.startsWith("$@")) {
      return use(EUC_JP, true, true, 3);
    }
    if (sequence.startsWith("(J") || sequence.startsWith(")I")) {
      return use(Charset.forName("Shift_JIS"), false, false, 3);
    }
    if (sequence.startsWith("(B")) {
      return use(twoBytes && !raise ? current : start, twoBytes && !raise, false, 3);
    }
    if (sequence.length() >= 2 && sequence.charAt(0) == '-') {
      return use(singleByte(sequence.charAt(1)), false, false, 3);
    }
    return 1;
  }

  private int use(Charset charset, boolean two, boolean high, int length) {
    current = charset;
    twoBytes = two;
    raise = high;
    prefix = new byte[0];
    return length;
  }

  private Charset singleByte(char last) {
    String name =
        switch (last) {
          case 'A' -> "ISO-8859-1";
          case 'B' -> "ISO-8859-2";
          case 'C' -> "ISO-8859-3";
          case 'D' -> "ISO-8859-4";
          case 'L' -> "ISO-8859-5";
          case 'G' -> "ISO-8859-6";
          case 'F' -> "ISO-8859-7";
          case 'H' -> "ISO-8859-8";
          case 'M' -> "ISO-8859-9";
          case 'b' -> "ISO-8859-15";
          case 'T' -> "TIS-620";
          default -> start.name();
        };
    return Charset.forName(name);
  }
}
