package io.deepgrow.seg.terminology;

/**
 * A DICOM code: value (at most 16 characters), coding scheme and what it means in words (PS3.3
 * 8.1).
 */
public record CodedConcept(String value, String scheme, String meaning) {

  private static final int MAX_SHORT_STRING = 16;
  private static final int MAX_LONG_STRING = 64;

  public CodedConcept {
    checkText("code value", value, MAX_SHORT_STRING);
    checkText("coding scheme", scheme, MAX_SHORT_STRING);
    checkText("code meaning", meaning, MAX_LONG_STRING);
  }

  /** Same code of the same scheme, whatever the words. */
  public boolean sameCode(CodedConcept other) {
    return value.equals(other.value) && scheme.equals(other.scheme);
  }

  private static void checkText(String what, String text, int maximum) {
    if (text.isBlank() || text.length() > maximum || text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "A " + what + " has 1 to " + maximum + " characters and no backslash: '" + text + "'");
    }
  }
}
