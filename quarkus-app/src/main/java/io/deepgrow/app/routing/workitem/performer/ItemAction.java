package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Segment.Target;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done for an item: the performer's action, narrowed by what the item names. */
final class ItemAction {

  /** The parameter that names a structure by its id. */
  static final String STRUCTURE = "STRUCTURE^99DEEPGROW";

  /** A modifier of it: where its first click goes, LPS mm. */
  static final String POINT = "POINT^99DEEPGROW";

  private static final int AXES = 3;
  private static final int MOST_NAME = 64;

  private ItemAction() {}

  /**
   * The action of an item.
   *
   * @param action of the performer; null for none
   * @throws UnsuitableItemException where the item names what this performer does not do
   */
  static Segment of(Workitem item, @Nullable Action action) {
    if (!(action instanceof Segment all)) {
      throw new UnsuitableItemException("This performer has no action; an operator sets one");
    }
    List<WorkitemParameter> named =
        item.parameters().stream().filter(p -> p.name().equals(STRUCTURE)).toList();
    List<Target> targets = new ArrayList<>();
    if (named.isEmpty()) {
      all.targets().forEach(target -> targets.add(checked(target)));
    }
    for (WorkitemParameter parameter : named) {
      Target target = target(parameter, all);
      if (targets.stream().anyMatch(before -> before.structure().equals(target.structure()))) {
        throw new UnsuitableItemException("The item names a structure twice");
      }
      targets.add(target);
    }
    return new Segment(all.model(), targets, all.minConfidence(), all.otherwise());
  }

  private static Target target(WorkitemParameter parameter, Segment all) {
    Optional<Target> known =
        all.targets().stream().filter(t -> t.structure().equals(parameter.text())).findFirst();
    if (known.isEmpty()) {
      throw new UnsuitableItemException(
          "The item names a structure that this performer does not mark; it marks "
              + all.targets().stream().map(Target::structure).toList());
    }
    List<WorkitemParameter> points =
        parameter.modifiers().stream().filter(m -> m.name().equals(POINT)).toList();
    if (points.isEmpty()) {
      return checked(known.get());
    }
    List<Double> at = points.get(0).numbers();
    if (points.size() > 1 || at.size() != AXES || !at.stream().allMatch(Double::isFinite)) {
      throw new UnsuitableItemException(
          "A structure has one point of three numbers, LPS mm: " + name(parameter));
    }
    return new Target(parameter.text(), new Seed.Patient(at.get(0), at.get(1), at.get(2)));
  }

  private static String name(WorkitemParameter parameter) {
    return parameter.text().substring(0, Math.min(MOST_NAME, parameter.text().length()));
  }

  private static Target checked(Target target) {
    if (target.seed() instanceof Seed.Order) {
      throw new UnsuitableItemException(
          "The item has to name a point of " + target.structure() + " (POINT, 99DEEPGROW)");
    }
    return target;
  }
}
