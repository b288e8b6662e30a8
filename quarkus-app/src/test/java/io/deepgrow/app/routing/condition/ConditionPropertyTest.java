package io.deepgrow.app.routing.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For whatever trees and attributes: an explanation tells the same as its outcome. */
class ConditionPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ATTRIBUTES =
      List.of("study.StudyDescription", "series.SliceThickness", "series.Modality", "connection");

  @Provide
  Arbitrary<Condition> trees() {
    return trees(4);
  }

  private static Arbitrary<Condition> trees(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Condition> groups =
        Combinators.combine(
                Arbitraries.of(Condition.Join.values()),
                trees(depth - 1).list().ofMinSize(1).ofMaxSize(2))
            .as(Condition.Group::new);
    return Arbitraries.oneOf(leaves(), groups);
  }

  private static Arbitrary<Condition> leaves() {
    Arbitrary<Attribute> attributes = Arbitraries.of(ATTRIBUTES).map(Attribute::of);
    Arbitrary<Operand> texts =
        Arbitraries.strings()
            .withChars("aAb1.\\ ")
            .ofMinLength(1)
            .ofMaxLength(4)
            .filter(text -> !text.isBlank())
            .map(Operand::of);
    Arbitrary<Operand> numbers =
        Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e9, 1e9),
                Arbitraries.integers().between(-3, 3).map(Integer::doubleValue))
            .map(Operand::of);
    Arbitrary<Condition> orders =
        Combinators.combine(
                attributes, Arbitraries.of(Op.LESS, Op.AT_MOST, Op.MORE, Op.AT_LEAST), numbers)
            .as((attribute, op, value) -> new Condition.Leaf(attribute, op, List.of(value)));
    Arbitrary<Condition> comparisons =
        Combinators.combine(attributes, Arbitraries.of(Op.EQUALS, Op.CONTAINS), texts)
            .as((attribute, op, value) -> new Condition.Leaf(attribute, op, List.of(value)));
    Arbitrary<Condition> sets =
        Combinators.combine(
                attributes, Arbitraries.oneOf(texts, numbers).list().ofMinSize(1).ofMaxSize(4))
            .as((attribute, values) -> new Condition.Leaf(attribute, Op.IN, values));
    Arbitrary<Condition> presence =
        Combinators.combine(attributes, Arbitraries.of(true, false))
            .as(
                (attribute, is) ->
                    new Condition.Leaf(attribute, Op.PRESENT, List.of(Operand.of(is))));
    return Arbitraries.oneOf(orders, comparisons, sets, presence);
  }

  @Provide
  Arbitrary<Map<String, String>> seen() {
    return Arbitraries.maps(
        Arbitraries.of(ATTRIBUTES),
        Arbitraries.of("", "a", "A\\b", "1", "-2.5", "1\\x", "b1.a", "NaN", "1e400"));
  }

  @Property
  void theExplanationCombinesToItsOwnOutcome(
      @ForAll("trees") Condition tree, @ForAll("seen") Map<String, String> seen) {
    Explained explained = Compiled.of(tree).explain(new MapFacts(seen));
    assertThat(combined(tree, explained)).isEqualTo(explained.outcome());
  }

  /** By the leaves alone, by another way than the service's. */
  private static Truth combined(Condition tree, Explained explained) {
    if (tree instanceof Condition.Leaf leaf) {
      assertThat(explained.attribute()).isEqualTo(leaf.attribute().text());
      assertThat(explained.reason() == null).isEqualTo(explained.outcome() != Truth.ERROR);
      return explained.outcome();
    }
    Condition.Group group = (Condition.Group) tree;
    List<Explained> of = explained.of() == null ? List.of() : explained.of();
    assertThat(of).hasSameSizeAs(group.of());
    boolean anyTrue = false;
    boolean anyFalse = false;
    boolean anyError = false;
    for (int n = 0; n < of.size(); n++) {
      Truth part = combined(group.of().get(n), of.get(n));
      anyTrue |= part == Truth.TRUE;
      anyFalse |= part == Truth.FALSE;
      anyError |= part == Truth.ERROR;
    }
    return switch (group.join()) {
      case ALL -> anyFalse ? Truth.FALSE : anyError ? Truth.ERROR : Truth.TRUE;
      case ANY -> anyTrue ? Truth.TRUE : anyError ? Truth.ERROR : Truth.FALSE;
      case NONE -> anyTrue ? Truth.FALSE : anyError ? Truth.ERROR : Truth.TRUE;
    };
  }

  @Property
  void aTreeComesBackFromItsJson(@ForAll("trees") Condition tree) throws JsonProcessingException {
    String json = ConditionJson.write(tree).toString();
    assertThat(ConditionJson.read(JSON.readTree(json), "when", true)).isEqualTo(tree);
  }

  @Property
  void anExplanationComesBackFromItsJson(
      @ForAll("trees") Condition tree, @ForAll("seen") Map<String, String> seen)
      throws JsonProcessingException {
    Explained explained = Compiled.of(tree).explain(new MapFacts(seen));
    String json = JSON.writeValueAsString(explained);
    assertThat(JSON.readValue(json, Explained.class)).isEqualTo(explained);
  }
}
