package io.deepgrow.app.routing.condition;

import java.util.List;

/** A tree of conditions: groups of others, and leaves that ask for one attribute. */
public sealed interface Condition {

  /** How the conditions of a group are taken together. */
  enum Join {
    ALL,
    ANY,
    NONE
  }

  /** Several conditions together. */
  record Group(Join join, List<Condition> of) implements Condition {

    public Group {
      of = List.copyOf(of);
    }
  }

  /**
   * One question.
   *
   * @param values what the attribute is compared with: several for {@code in}, else one
   */
  record Leaf(Attribute attribute, Op op, List<Operand> values) implements Condition {

    public Leaf {
      values = List.copyOf(values);
    }

    /** The one value of an operation that takes one. */
    public Operand value() {
      return values.get(0);
    }
  }

  /** The condition that always holds. */
  static Condition always() {
    return new Group(Join.ALL, List.of());
  }
}
