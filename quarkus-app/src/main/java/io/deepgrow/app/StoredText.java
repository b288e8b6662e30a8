package io.deepgrow.app;

/** Words of others, such as of a PACS or an image, as a column of the database holds them. */
public final class StoredText {

  private StoredText() {}

  /**
   * The text in one line: without controls, of which the database refuses NUL, and cut.
   *
   * @param most characters, as the database counts them
   */
  public static String of(String text, int most) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.codePointCount(0, plain.length()) <= most
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, most));
  }
}
