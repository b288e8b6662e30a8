package io.deepgrow.app.review;

import io.deepgrow.app.Sha256;
import java.util.UUID;

/** Some of a hundred results, told by their ids: the same result is in or out whoever looks. */
final class Sample {

  private static final int DIGITS = 8;
  private static final int HEX = 16;
  private static final int ALL = 100;

  private Sample() {}

  /** Whether a result is one of the sample. */
  static boolean has(UUID result, int percent) {
    String digits = Sha256.of("sample/" + result).substring(0, DIGITS);
    return Long.parseLong(digits, HEX) % ALL < percent;
  }
}
