package io.deepgrow.training.cli;

import io.deepgrow.command.UserError;
import java.util.Arrays;

/** Numbers with commas between them, as an option's value. */
final class NumberList {

  private NumberList() {}

  /**
   * Reads between {@code least} and {@code most} numbers.
   *
   * @throws UserError naming the option
   */
  static double[] parse(String option, String text, int least, int most) {
    try {
      double[] numbers =
          Arrays.stream(text.split(",", -1))
              .mapToDouble(n -> Double.parseDouble(n.strip()))
              .toArray();
      if (numbers.length >= least && numbers.length <= most) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      throw new UserError(option + " takes numbers with commas, not '" + text + "'", e);
    }
    throw new UserError(
        option
            + " takes "
            + (least == most ? least : least + " to " + most)
            + " numbers, not '"
            + text
            + "'");
  }

  /** Reads three whole numbers. */
  static int[] wholes(String option, String text) {
    double[] numbers = parse(option, text, 3, 3);
    int[] wholes = new int[3];
    for (int n = 0; n < 3; n++) {
      wholes[n] = (int) numbers[n];
      if (wholes[n] != numbers[n]) {
        throw new UserError(option + " takes whole numbers, not '" + text + "'");
      }
    }
    return wholes;
  }
}
