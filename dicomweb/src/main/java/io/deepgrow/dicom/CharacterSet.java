package io.deepgrow.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Specific Character Set (PS3.3 C.12.1.1.2): one encoding, or several switched by ISO 2022 escape
 * sequences. Where it is absent, unknown or not what the bytes are in, text is a guess for display;
 * the bytes stay as they came.
 */
public final class CharacterSet {

  /** The default repertoire (ISO-IR 6), which every other set contains. */
  public static final CharacterSet ASCII = new CharacterSet(StandardCharsets.US_ASCII, false, "");

  /** What DICOM JSON is in, whatever it declares. */
  public static final CharacterSet UTF_8 =
      new CharacterSet(StandardCharsets.UTF_8, false, "ISO_IR 192");

  private static final Pattern SPELLING = Pattern.compile("[^A-Z0-9]");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ISO_IR 6", "US-ASCII"),
          Map.entry("ISO_IR 100", "ISO-8859-1"),
          Map.entry("ISO_IR 101", "ISO-8859-2"),
          Map.entry("ISO_IR 109", "ISO-8859-3"),
          Map.entry("ISO_IR 110", "ISO-8859-4"),
          Map.entry("ISO_IR 144", "ISO-8859-5"),
          Map.entry("ISO_IR 127", "ISO-8859-6"),
          Map.entry("ISO_IR 126", "ISO-8859-7"),
          Map.entry("ISO_IR 138", "ISO-8859-8"),
          Map.entry("ISO_IR 148", "ISO-8859-9"),
          Map.entry("ISO_IR 203", "ISO-8859-15"),
          Map.entry("ISO_IR 13", "Shift_JIS"),
          Map.entry("ISO_IR 166", "TIS-620"),
          Map.entry("ISO_IR 192", "UTF-8"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GBK"));

  private static final char REPLACEMENT = '\uFFFD';

  private final Charset first;
  private final boolean escapes;
  private final String declared;

  private CharacterSet(Charset first, boolean escapes, String declared) {
    this.first = first;
    this.escapes = escapes;
    this.declared = declared;
  }

  /** The set that the values of (0008,0005) name; unknown names count as ASCII. */
  public static CharacterSet of(List<String> values) {
    if (values.isEmpty()) {
      return ASCII;
    }
    String name = spelled(values.get(0)).replace("ISO2022IR", "ISOIR");
    String java =
        NAMES.entrySet().stream()
            .filter(e -> spelled(e.getKey()).equals(name))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(name.equals("UTF8") ? "UTF-8" : "US-ASCII");
    boolean escapes = values.size() > 1 || values.get(0).startsWith("ISO 2022");
    return new CharacterSet(Charset.forName(java), escapes, String.join("\\", values));
  }

  /** Writers put blanks, hyphens and underscores where they like. */
  private static String spelled(String name) {
    return SPELLING.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
  }

  /** The text of (0008,0005). */
  String declared() {
    return declared;
  }

  /** Text in the first encoding of the set; a question mark for what it lacks. */
  public byte[] encode(String text) {
    return text.getBytes(first);
  }

  /** Whether ASCII bytes mean the same in both and the rest too. */
  public boolean sameAs(CharacterSet other) {
    return declared.equals(other.declared);
  }

  /** The values of an element, parted at backslashes that are no halves of other characters. */
  public List<String> decode(byte[] bytes, boolean multiValued, boolean personName) {
    if (!escapes) {
      return split(strict(bytes, first).orElseGet(() -> guess(bytes)), multiValued);
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    Iso2022 state = new Iso2022(first);
    int from = 0;
    for (int at = 0; at <= bytes.length; at++) {
      boolean end = at == bytes.length;
      byte b = end ? 0 : bytes[at];
      boolean separator = !end && multiValued && b == '\\' && state.isSingleByte(bytes, from, at);
      boolean reset = !end && resets(b, personName) && state.isSingleByte(bytes, from, at);
      if (end || b == 0x1b || separator || reset) {
        value.append(state.decode(bytes, from, at));
        from = at;
      }
      if (separator) {
        values.add(value.toString());
        value.setLength(0);
        state.reset();
        from = at + 1;
      } else if (reset) {
        state.reset();
      } else if (!end && b == 0x1b) {
        int length = state.escape(bytes, at);
        at += length - 1;
        from = at + 1;
      }
    }
    values.add(value.toString());
    return values;
  }

  /**
   * Whether text beyond ASCII is surely in this set: the standard knows its name, the bytes can be
   * decoded, and they are not UTF-8 under the name of a single-byte set.
   */
  boolean surelyHolds(byte[] bytes) {
    if (escapes) {
      return decode(bytes, false, false).stream().noneMatch(t -> t.indexOf(REPLACEMENT) >= 0);
    }
    boolean isUtf8 = strict(bytes, StandardCharsets.UTF_8).isPresent();
    boolean single = first.newEncoder().maxBytesPerChar() == 1;
    return NAMES.containsKey(declared.trim())
        && strict(bytes, first).isPresent()
        && !(single && isUtf8);
  }

  private static Optional<String> strict(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** UTF-8 where the bytes are that; else Latin-1 in single-byte sets, which takes any byte. */
  private String guess(byte[] bytes) {
    boolean single = first.newEncoder().maxBytesPerChar() == 1 || first.name().equals("UTF-8");
    return strict(bytes, StandardCharsets.UTF_8)
        .orElseGet(() -> new String(bytes, single ? StandardCharsets.ISO_8859_1 : first));
  }

  private static boolean resets(byte b, boolean personName) {
    return b == '\r'
        || b == '\n'
        || b == '\f'
        || b == '\t'
        || (personName && (b == '^' || b == '='));
  }

  private static List<String> split(String text, boolean multiValued) {
    return multiValued ? List.of(text.split("\\\\", -1)) : List.of(text);
  }
}
