package io.deepgrow.app.routing.condition;

import java.util.Arrays;
import java.util.Optional;

/** How a leaf compares what it sees with its value. Texts are compared without regard to case. */
public enum Op {
  EQUALS("equals"),
  IN("in"),
  CONTAINS("contains"),
  /** A regular expression of RE2, which takes linear time, found anywhere in a value. */
  MATCHES("matches"),
  PRESENT("present"),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  /** A date that is at most so long ago, such as {@code 30d}; the future is no time ago. */
  AGE("age");

  private final String text;

  Op(String text) {
    this.text = text;
  }

  /** As JSON has it. */
  public String text() {
    return text;
  }

  /** Whether it compares numbers. */
  public boolean isOrder() {
    return switch (this) {
      case LESS, AT_MOST, MORE, AT_LEAST -> true;
      default -> false;
    };
  }

  static Optional<Op> of(String text) {
    return Arrays.stream(values()).filter(op -> op.text.equals(text)).findFirst();
  }
}
