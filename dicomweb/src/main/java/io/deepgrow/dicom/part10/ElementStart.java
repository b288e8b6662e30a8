package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.Dictionary;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first bytes of an attribute: how they can be told to be implicit or explicit. */
final class ElementStart {

  /** Tag and representation. */
  static final int BYTES = 6;

  private static final int LONGEST_FIRST_VALUE = 256;

  private ElementStart() {}

  /** Whether a representation follows the tag. */
  static boolean isExplicit(byte[] start) {
    return start.length >= BYTES && representation(start).isPresent();
  }

  /** Whether what follows the tag can only be a length: neither letters nor two zeros. */
  static boolean isImplicit(byte[] start) {
    if (start.length < BYTES) {
      return false;
    }
    boolean letters = isUpper(start[4]) && isUpper(start[5]);
    return !letters && (start[4] != 0 || start[5] != 0);
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static Optional<Vr> representation(byte[] start) {
    return Vr.of(new String(start, 4, 2, StandardCharsets.US_ASCII));
  }

  /**
   * The syntax of a data set that begins without preamble and file meta; empty when these bytes
   * begin none.
   *
   * @param start at least eight bytes
   */
  static Optional<TransferSyntax> bare(byte[] start) {
    if (start.length < 8) {
      return Optional.empty();
    }
    int little = (start[0] & 0xFF) | (start[1] & 0xFF) << 8;
    int big = (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
    boolean first = little == 0x0008 || big == 0x0008;
    int element =
        little == 0x0008
            ? (start[2] & 0xFF) | (start[3] & 0xFF) << 8
            : (start[2] & 0xFF) << 8 | (start[3] & 0xFF);
    boolean known = Dictionary.keywordOf(0x00080000 | element).isPresent() || element == 0;
    if (!first || !known) {
      return Optional.empty();
    }
    if (isExplicit(start)) {
      return Optional.of(
          little == 0x0008 ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.EXPLICIT_BIG);
    }
    int length = (start[4] & 0xFF) | (start[5] & 0xFF) << 8 | (start[6] & 0xFF) << 16;
    boolean plausible = start[7] == 0 && length <= LONGEST_FIRST_VALUE;
    return little == 0x0008 && plausible
        ? Optional.of(TransferSyntax.IMPLICIT_LITTLE)
        : Optional.empty();
  }
}
