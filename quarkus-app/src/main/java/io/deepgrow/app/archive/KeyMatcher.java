package io.deepgrow.app.archive;

import java.util.List;
import java.util.Locale;

/**
 * Matching of one QIDO-RS key (PS3.4 C.2.2.2): single value, list of UIDs, wildcards and ranges of
 * dates and times; an empty key matches everything.
 */
final class KeyMatcher {

  private enum Kind {
    UID_LIST,
    RANGE,
    TEXT
  }

  private final Kind kind;
  private final String key;

  private KeyMatcher(Kind kind, String key) {
    this.kind = kind;
    this.key = key;
  }

  /**
   * A matcher of a key.
   *
   * @param vr value representation of the attribute, such as {@code DA}
   */
  static KeyMatcher of(String vr, String key) {
    Kind kind =
        switch (vr) {
          case "UI" -> Kind.UID_LIST;
          case "DA", "TM", "DT" -> key.indexOf('-') >= 0 ? Kind.RANGE : Kind.TEXT;
          default -> Kind.TEXT;
        };
    return new KeyMatcher(kind, key.strip());
  }

  /** Whether any value of the attribute matches; an absent attribute matches an empty key only. */
  boolean matches(List<String> values) {
    if (key.isEmpty() || key.equals("*")) {
      return true;
    }
    return values.stream().map(String::strip).anyMatch(this::matchesValue);
  }

  private boolean matchesValue(String value) {
    return switch (kind) {
      case UID_LIST -> List.of(key.split("[,\\\\]", -1)).contains(value);
      case RANGE -> inRange(value);
      case TEXT -> like(value);
    };
  }

  private boolean inRange(String value) {
    int dash = key.indexOf('-');
    String from = key.substring(0, dash);
    String to = key.substring(dash + 1);
    String comparable = value.toUpperCase(Locale.ROOT);
    return (from.isEmpty() || comparable.compareTo(from) >= 0)
        && (to.isEmpty() || head(comparable, to.length()).compareTo(to) <= 0);
  }

  private static String head(String value, int length) {
    return value.length() <= length ? value : value.substring(0, length);
  }

  /** Shell-like matching in bounded time: on a mismatch only the last star is tried again. */
  private boolean like(String value) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int place = 0;
    while (place < value.length()) {
      if (at < key.length() && key.charAt(at) == '*') {
        star = at++;
        resume = place;
      } else if (at < key.length() && sameLetter(key.charAt(at), value.charAt(place))) {
        at++;
        place++;
      } else if (star >= 0) {
        at = star + 1;
        place = ++resume;
      } else {
        return false;
      }
    }
    while (at < key.length() && key.charAt(at) == '*') {
      at++;
    }
    return at == key.length();
  }

  private static boolean sameLetter(char wanted, char letter) {
    return wanted == '?'
        || Character.toLowerCase(Character.toUpperCase(wanted))
            == Character.toLowerCase(Character.toUpperCase(letter));
  }
}
