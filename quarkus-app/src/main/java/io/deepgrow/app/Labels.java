package io.deepgrow.app;

import java.util.regex.Pattern;

/**
 * Names that people give and read: what fits into a DICOM LO (PS3.5 6.2), without controls that
 * turn the reading direction, so that a name is what it looks like.
 */
public final class Labels {

  private static final int MOST = 64;
  private static final Pattern ALLOWED =
      Pattern.compile("[^\\\\\\p{Cntrl}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]*");

  private Labels() {}

  /**
   * The name without blanks around it.
   *
   * @throws ApiException {@code request.malformed}
   */
  public static String require(String name) {
    String text = name.strip();
    if (text.length() > MOST || !ALLOWED.matcher(text).matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "A name has at most " + MOST + " characters, no backslash and no control characters");
    }
    return text;
  }
}
