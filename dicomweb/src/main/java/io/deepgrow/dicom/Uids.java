package io.deepgrow.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Unique identifiers: their form (PS3.5 9.1) and those made from UUIDs (PS3.5 B.2). */
public final class Uids {

  private static final int MAX_LENGTH = 64;

  private Uids() {}

  /**
   * Whether a text may be used as a UID in a path: digits with single dots between them. Leading
   * zeros in a component are tolerated, since archives hold such UIDs.
   */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    char before = '.';
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      if ((c < '0' || c > '9') && (c != '.' || before == '.')) {
        return false;
      }
      before = c;
    }
    return before != '.';
  }

  static void check(String text) {
    if (!isValid(text)) {
      throw new DicomException(
          "dicom.bad_uid", "A UID is 1 to 64 digits and single dots between them");
    }
  }

  /** {@code 2.25.} and the UUID as a decimal number. */
  public static String of(UUID uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return "2.25." + new BigInteger(1, bytes.array());
  }

  /** A new random UID. */
  public static String random() {
    return of(UUID.randomUUID());
  }
}
