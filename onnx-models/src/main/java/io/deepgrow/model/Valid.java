package io.deepgrow.model;

import java.util.regex.Pattern;

/** Checks of descriptor fields; a failed one names the field and what it must be. */
final class Valid {

  private Valid() {}

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void finite(double value, String field) {
    that(Double.isFinite(value), field + " must be finite: " + value);
  }

  static void positive(double value, String field) {
    that(value > 0 && Double.isFinite(value), field + " must be positive: " + value);
  }

  @SuppressWarnings("ConstantValue")
  static void text(String value, String field) {
    that(value != null && !value.isBlank(), field + " is missing or empty");
  }

  static void matches(String value, Pattern pattern, String field) {
    text(value, field);
    that(pattern.matcher(value).matches(), field + " must match " + pattern + ": " + value);
  }
}
