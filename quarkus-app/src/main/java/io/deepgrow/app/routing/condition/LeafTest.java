package io.deepgrow.app.routing.condition;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a value with what a leaf asks for. Of several values, one that fits is enough. */
interface LeafTest {

  /** What came of it, and why where that can't be told. */
  record Outcome(Truth truth, @Nullable String reason) {

    private static final Outcome HOLDS = new Outcome(Truth.TRUE, null);
    private static final Outcome DOES_NOT = new Outcome(Truth.FALSE, null);

    static Outcome of(boolean holds) {
      return holds ? HOLDS : DOES_NOT;
    }

    static Outcome error(String reason) {
      return new Outcome(Truth.ERROR, reason);
    }
  }

  /** A test of one value. */
  interface Each {
    boolean holds(String value);
  }

  /** A test of one number. */
  interface EachNumber {
    boolean holds(double value);
  }

  /**
   * What came of a value.
   *
   * @param value null where there is none
   */
  Outcome of(@Nullable String value, LocalDate today);

  /** The test of a leaf. */
  static LeafTest of(Condition.Leaf leaf) {
    return switch (leaf.op()) {
      case PRESENT ->
          (value, today) ->
              Outcome.of((value != null && !value.isBlank()) == leaf.value().isTrue());
      case EQUALS, IN -> oneOf(leaf.values());
      case CONTAINS -> {
        String part = folded(leaf.value().text());
        yield texts(value -> folded(value).contains(part));
      }
      case MATCHES -> {
        Pattern pattern = Pattern.compile(leaf.value().text());
        yield texts(value -> pattern.matcher(value).find());
      }
      case LESS -> numbers(value -> value < leaf.value().number());
      case AT_MOST -> numbers(value -> value <= leaf.value().number());
      case MORE -> numbers(value -> value > leaf.value().number());
      case AT_LEAST -> numbers(value -> value >= leaf.value().number());
      case AGE -> age(Age.of(leaf.value().text()));
    };
  }

  private static LeafTest oneOf(List<Operand> values) {
    Set<String> texts =
        values.stream()
            .filter(value -> value.kind() != Operand.Kind.NUMBER)
            .map(value -> folded(value.text()))
            .collect(Collectors.toSet());
    Set<Double> numbers =
        values.stream()
            .filter(value -> value.kind() == Operand.Kind.NUMBER)
            .map(Operand::number)
            .collect(Collectors.toSet());
    LeafTest byText = texts(value -> texts.contains(folded(value)));
    if (numbers.isEmpty()) {
      return byText;
    }
    LeafTest byNumber = numbers(value -> numbers.contains(value + 0.0));
    if (texts.isEmpty()) {
      return byNumber;
    }
    return (value, today) -> {
      Outcome first = byText.of(value, today);
      return first.truth() == Truth.TRUE ? first : byNumber.of(value, today);
    };
  }

  private static LeafTest texts(Each test) {
    return (value, today) -> {
      if (value != null) {
        for (String part : parts(value)) {
          if (test.holds(part)) {
            return Outcome.of(true);
          }
        }
      }
      return Outcome.of(false);
    };
  }

  private static LeafTest numbers(EachNumber test) {
    return (value, today) -> {
      if (value == null || value.isBlank()) {
        return Outcome.of(false);
      }
      boolean wrong = false;
      for (String part : parts(value)) {
        try {
          double number = Double.parseDouble(part);
          if (test.holds(number)) {
            return Outcome.of(true);
          }
          wrong |= Double.isNaN(number);
        } catch (NumberFormatException e) {
          wrong = true;
        }
      }
      return wrong ? Outcome.error("it is no number") : Outcome.of(false);
    };
  }

  private static LeafTest age(Age most) {
    return (value, today) -> {
      if (value == null || value.isBlank()) {
        return Outcome.of(false);
      }
      String text = value.strip();
      try {
        LocalDate date =
            LocalDate.parse(
                text.substring(0, Math.min(8, text.length())), DateTimeFormatter.BASIC_ISO_DATE);
        return Outcome.of(!date.isBefore(most.before(today)));
      } catch (DateTimeException e) {
        return Outcome.error("it is no date such as 20261129");
      }
    };
  }

  private static String[] parts(String value) {
    if (value.indexOf('\\') < 0) {
      return new String[] {value.strip()};
    }
    String[] parts = value.split("\\\\");
    for (int n = 0; n < parts.length; n++) {
      parts[n] = parts[n].strip();
    }
    return parts;
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
