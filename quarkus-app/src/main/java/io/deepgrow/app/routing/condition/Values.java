package io.deepgrow.app.routing.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Reads what leaves compare with, within limits. */
final class Values {

  /** Characters of a text. */
  static final int MOST_TEXT = 200;

  /** Values of {@code in}. */
  static final int MOST_IN = 100;

  /** Instructions that an expression may compile to, about. */
  private static final int MOST_COPIES = 1000;

  private Values() {}

  static Condition.Leaf leaf(Attribute attribute, Op op, JsonNode json, String path) {
    String place = path + ".value";
    List<Operand> values =
        switch (op) {
          case IN -> list(attribute, json, place);
          case PRESENT -> List.of(json.isMissingNode() ? Operand.of(true) : flag(json, place));
          case CONTAINS, MATCHES, AGE -> List.of(text(json, place));
          case LESS, AT_MOST, MORE, AT_LEAST -> List.of(number(json, place));
          case EQUALS -> List.of(of(attribute, json, place));
        };
    requireFit(attribute, op, path);
    try {
      if (op == Op.AGE) {
        Age.of(values.get(0).text());
      } else if (op == Op.MATCHES) {
        requireSmall(values.get(0).text());
        Pattern.compile(values.get(0).text());
      }
    } catch (ConditionException e) {
      throw new ConditionException(place, e.problem());
    } catch (PatternSyntaxException e) {
      throw new ConditionException(place, "is no regular expression of RE2: " + e.getDescription());
    }
    return new Condition.Leaf(attribute, op, values);
  }

  private static void requireFit(Attribute attribute, Op op, String path) {
    Operand.Kind type = attribute.kind().type();
    boolean fits =
        switch (op) {
          case CONTAINS, MATCHES -> type == Operand.Kind.TEXT;
          case AGE -> type == Operand.Kind.TEXT && !attribute.arguments().isEmpty();
          case LESS, AT_MOST, MORE, AT_LEAST -> type != Operand.Kind.FLAG;
          default -> true;
        };
    if (!fits) {
      throw new ConditionException(
          path + ".op", attribute.text() + " can't be compared by " + op.text());
    }
  }

  /** Repetitions of repetitions are refused before the compiler writes them out. */
  private static void requireSmall(String expression) {
    long copies = 1;
    int at = 0;
    while ((at = expression.indexOf('{', at)) >= 0) {
      at++;
      int end = expression.indexOf('}', at);
      String inside = end < 0 ? "" : expression.substring(at, end);
      if (inside.matches("\\d{1,9}(,\\d{0,9})?")) {
        String[] bounds = inside.split(",", -1);
        String most = bounds.length > 1 && !bounds[1].isEmpty() ? bounds[1] : bounds[0];
        copies *= Math.max(1, Long.parseLong(most));
        if (copies > MOST_COPIES) {
          throw new ConditionException("", "repeats too much: at most 1000 times in all");
        }
      }
    }
  }

  private static List<Operand> list(Attribute attribute, JsonNode json, String place) {
    if (!(json instanceof ArrayNode array) || array.isEmpty() || array.size() > MOST_IN) {
      throw new ConditionException(place, "is a list of 1 to " + MOST_IN + " values");
    }
    List<Operand> values = new ArrayList<>();
    for (int n = 0; n < array.size(); n++) {
      values.add(of(attribute, array.get(n), place + "[" + n + "]"));
    }
    return values;
  }

  private static Operand of(Attribute attribute, JsonNode json, String place) {
    Operand value =
        json.isNumber()
            ? number(json, place)
            : json.isBoolean() ? Operand.of(json.booleanValue()) : text(json, place);
    Operand.Kind type = attribute.kind().type();
    if (value.kind() != type && (type != Operand.Kind.TEXT || value.kind() == Operand.Kind.FLAG)) {
      throw new ConditionException(
          place,
          switch (type) {
            case FLAG -> "is true or false";
            case NUMBER -> "is a number";
            case TEXT -> "is a text or a number";
          });
    }
    return value;
  }

  private static Operand flag(JsonNode json, String place) {
    if (!json.isBoolean()) {
      throw new ConditionException(place, "is true or false");
    }
    return Operand.of(json.booleanValue());
  }

  private static Operand number(JsonNode json, String place) {
    double number = json.isNumber() ? json.doubleValue() : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new ConditionException(place, "is a number");
    }
    return Operand.of(number);
  }

  private static Operand text(JsonNode json, String place) {
    String text = json.isTextual() ? json.asText() : "";
    if (text.isBlank() || text.length() > MOST_TEXT || text.indexOf('\0') >= 0) {
      throw new ConditionException(place, "is a text of 1 to " + MOST_TEXT + " characters");
    }
    return Operand.of(text);
  }

  static JsonNode json(Operand value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.kind()) {
      case TEXT -> nodes.textNode(value.text());
      case FLAG -> nodes.booleanNode(value.isTrue());
      case NUMBER -> {
        double number = value.number();
        boolean whole = !value.text().contains(".") && !value.text().contains("E");
        yield whole ? nodes.numberNode((long) number) : nodes.numberNode(number);
      }
    };
  }
}
