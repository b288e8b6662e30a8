package io.deepgrow.app.routing.condition;

/**
 * A value that a leaf compares with.
 *
 * @param text of a number its shortest decimal form
 */
public record Operand(Kind kind, String text) {

  /** What kinds of values there are. */
  public enum Kind {
    TEXT,
    NUMBER,
    FLAG
  }

  private static final double MOST_WHOLE = 1e15;

  /** A text. */
  public static Operand of(String text) {
    return new Operand(Kind.TEXT, text);
  }

  /** A finite number. */
  public static Operand of(double number) {
    return new Operand(Kind.NUMBER, number(number));
  }

  /** Yes or no. */
  public static Operand of(boolean flag) {
    return new Operand(Kind.FLAG, Boolean.toString(flag));
  }

  /** The number of a number. */
  public double number() {
    return Double.parseDouble(text);
  }

  /** Whether it is a yes. */
  public boolean isTrue() {
    return text.equals("true");
  }

  private static String number(double number) {
    boolean whole = Math.rint(number) == number && Math.abs(number) < MOST_WHOLE;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
