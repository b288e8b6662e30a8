package io.deepgrow.app.routing.condition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a condition and why: a tree of the same shape.
 *
 * @param join of a group; null for a leaf
 * @param of the parts of a group; null for a leaf
 * @param attribute that a leaf asks for
 * @param op how it compares
 * @param value what it compares with; several are joined by commas
 * @param seen what was found, cut; null where there was nothing
 * @param reason why it can't be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explained(
    Truth outcome,
    Condition.@Nullable Join join,
    @Nullable List<Explained> of,
    @Nullable String attribute,
    @Nullable String op,
    @Nullable String value,
    @Nullable String seen,
    @Nullable String reason) {

  public Explained {
    of = of == null ? null : List.copyOf(of);
  }

  static Explained group(Condition.Join join, List<Explained> of) {
    Truth outcome = Truth.join(join, of.stream().map(Explained::outcome).toList());
    return new Explained(outcome, join, of, null, null, null, null, null);
  }

  /** Whether the condition holds. */
  public boolean holds() {
    return outcome == Truth.TRUE;
  }
}
