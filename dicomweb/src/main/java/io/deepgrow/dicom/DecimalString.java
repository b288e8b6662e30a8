package io.deepgrow.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as DS: the shortest text that reads back the same, at most 16 characters (PS3.5 6.2). */
public final class DecimalString {

  private static final int MAX_LENGTH = 16;

  private DecimalString() {}

  /**
   * The DS text of a number, rounded only when 16 characters don't hold it.
   *
   * @throws IllegalArgumentException when the number is not finite
   */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("DS holds finite numbers only");
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    for (int digits = Math.min(17, exact.precision()); digits > 0; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      String plain = rounded.stripTrailingZeros().toPlainString();
      if (plain.length() <= MAX_LENGTH) {
        return plain;
      }
      String scientific = rounded.stripTrailingZeros().toString();
      if (scientific.length() <= MAX_LENGTH) {
        return scientific;
      }
    }
    throw new IllegalArgumentException("No DS for " + value);
  }
}
