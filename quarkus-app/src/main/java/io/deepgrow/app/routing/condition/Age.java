package io.deepgrow.app.routing.condition;

import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;

/**
 * How long ago something may be, in days, weeks, months or years.
 *
 * @param period of one unit
 */
record Age(Period period) {

  private static final Pattern TEXT = Pattern.compile("[1-9]\\d{0,3}[dwmy]");

  /**
   * Reads such as {@code 30d}, {@code 6m}, {@code 5y}.
   *
   * @throws ConditionException in words, without a place
   */
  static Age of(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new ConditionException("", "write an age such as 30d, 2w, 6m or 5y");
    }
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return new Age(
        switch (text.charAt(text.length() - 1)) {
          case 'd' -> Period.ofDays(number);
          case 'w' -> Period.ofWeeks(number);
          case 'm' -> Period.ofMonths(number);
          default -> Period.ofYears(number);
        });
  }

  LocalDate before(LocalDate today) {
    return today.minus(period);
  }
}
