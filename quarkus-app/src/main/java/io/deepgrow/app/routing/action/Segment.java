package io.deepgrow.app.routing.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the network mark structures without a person.
 *
 * @param model its id; null for the one that sessions begin with
 * @param targets the structures, at least one
 * @param minConfidence from 0 to 1: the least agreement of a mask with those of jittered clicks;
 *     when one target is below it, a person gets the case
 * @param otherwise who gets it then; null for nobody: the job ends in a dead letter
 */
public record Segment(
    @Nullable String model, List<Target> targets, double minConfidence, @Nullable Assign otherwise)
    implements Action {

  public Segment {
    targets = List.copyOf(targets);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.SEGMENT;
  }

  /**
   * A structure and from where its first clicks come.
   *
   * @param structure its id, such as {@code spleen}
   */
  public record Target(String structure, Seed seed) {}
}
