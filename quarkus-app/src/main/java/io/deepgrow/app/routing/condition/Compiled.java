package io.deepgrow.app.routing.condition;

import io.deepgrow.app.StoredText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition that is ready to be asked again and again: its expressions are compiled. */
public final class Compiled {

  /** Characters of what was seen that an explanation shows. */
  static final int MOST_SEEN = 100;

  private final Condition condition;
  private final List<Compiled> parts;
  private final @Nullable LeafTest test;
  private final String attribute;
  private final String expected;

  private Compiled(Condition condition, List<Compiled> parts, @Nullable LeafTest test) {
    this.condition = condition;
    this.parts = parts;
    this.test = test;
    Condition.Leaf leaf = condition instanceof Condition.Leaf one ? one : null;
    this.attribute = leaf == null ? "" : leaf.attribute().text();
    this.expected =
        leaf == null
            ? ""
            : leaf.values().stream().map(Operand::text).collect(Collectors.joining(", "));
  }

  /** Compiles a condition that {@link ConditionJson} has read. */
  public static Compiled of(Condition condition) {
    if (condition instanceof Condition.Group group) {
      return new Compiled(group, group.of().stream().map(Compiled::of).toList(), null);
    }
    return new Compiled(condition, List.of(), LeafTest.of((Condition.Leaf) condition));
  }

  public Condition condition() {
    return condition;
  }

  /** Asks every leaf, also where others have decided already, and tells what came of each. */
  public Explained explain(Facts facts) {
    LeafTest leaf = test;
    if (leaf == null) {
      Condition.Join join = ((Condition.Group) condition).join();
      return Explained.group(join, parts.stream().map(part -> part.explain(facts)).toList());
    }
    return explain((Condition.Leaf) condition, leaf, facts);
  }

  private Explained explain(Condition.Leaf leaf, LeafTest test, Facts facts) {
    Facts.Answer answer = facts.ask(leaf.attribute());
    String value = answer.value();
    LeafTest.Outcome outcome =
        answer.problem().isEmpty()
            ? test.of(value, facts.today())
            : LeafTest.Outcome.error(answer.problem());
    return new Explained(
        outcome.truth(),
        null,
        null,
        attribute,
        leaf.op().text(),
        expected,
        value == null ? null : shown(value),
        outcome.reason());
  }

  private static String shown(String value) {
    // most values are short and plain, and there are thousands of a study
    if (value.length() <= MOST_SEEN && value.chars().noneMatch(Character::isISOControl)) {
      return value;
    }
    String plain = StoredText.of(value, MOST_SEEN);
    return plain.length() < value.length() ? plain + "…" : plain;
  }
}
