package io.deepgrow.app.routing.rule;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Send;
import io.deepgrow.app.routing.condition.Attribute;
import io.deepgrow.app.routing.condition.Condition;
import io.deepgrow.app.routing.condition.ConditionException;
import io.deepgrow.app.routing.condition.Op;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether all that a rule names is there. */
final class RuleCheck {

  private final References known;

  RuleCheck(References known) {
    this.known = known;
  }

  /**
   * Refuses a rule that names what is not there.
   *
   * @throws ApiException {@code rule.unusable} with the place
   */
  void require(RuleBody body) {
    try {
      conditions(body.when(), "when");
      conditions(body.series().where(), "series.where");
      for (int n = 0; n < body.actions().size(); n++) {
        action(body.actions().get(n), "do[" + n + "]");
      }
    } catch (ConditionException e) {
      throw new ApiException(ErrorCode.RULE_UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private void conditions(Condition condition, String path) {
    if (condition instanceof Condition.Group group) {
      String inner = path + "." + group.join().name().toLowerCase(Locale.ROOT);
      for (int n = 0; n < group.of().size(); n++) {
        conditions(group.of().get(n), inner + "[" + n + "]");
      }
      return;
    }
    Condition.Leaf leaf = (Condition.Leaf) condition;
    if (leaf.attribute().kind() == Attribute.Kind.HAS_SEGMENTATION_OF) {
      structure(leaf.attribute().arguments().get(0), path + ".attribute");
    }
    if (leaf.attribute().kind() == Attribute.Kind.CONNECTION
        && (leaf.op() == Op.EQUALS || leaf.op() == Op.IN)) {
      for (int n = 0; n < leaf.values().size(); n++) {
        String place = path + ".value" + (leaf.op() == Op.IN ? "[" + n + "]" : "");
        if (known.connection(leaf.values().get(n).text()) == References.Use.UNKNOWN) {
          throw new ConditionException(place, "there is no connection of that name");
        }
      }
    }
  }

  private void action(Action action, String path) {
    if (action instanceof Assign assign) {
      assign(assign, path);
    } else if (action instanceof Segment segment) {
      segment(segment, path);
    } else if (action instanceof Send send) {
      for (int n = 0; n < send.connections().size(); n++) {
        target(send.connections().get(n), path + ".connections[" + n + "]");
      }
    }
  }

  private void segment(Segment segment, String path) {
    String model = segment.model();
    if (model != null && !known.isModel(model)) {
      throw new ConditionException(path + ".model", "there is no model of that id");
    }
    List<Segment.Target> targets = segment.targets();
    for (int n = 0; n < targets.size(); n++) {
      structure(targets.get(n).structure(), path + ".targets[" + n + "].structure");
    }
    Assign otherwise = segment.otherwise();
    if (otherwise != null) {
      assign(otherwise, path + ".otherwise");
    }
  }

  private void assign(Assign assign, String path) {
    for (int n = 0; n < assign.structures().size(); n++) {
      structure(assign.structures().get(n), path + ".structures[" + n + "]");
    }
    named(
        assign.project(),
        assign.project() == null || known.isProject(assign.project()),
        path + ".project",
        "project");
    named(
        assign.account(),
        assign.account() == null || known.isAccount(assign.account()),
        path + ".account",
        "account");
  }

  private static void named(@Nullable String name, boolean there, String path, String what) {
    if (name != null && !there) {
      throw new ConditionException(path, "there is no " + what + " of that name");
    }
  }

  private void structure(String id, String path) {
    if (!known.isStructure(id)) {
      throw new ConditionException(path, "there is no structure of that id");
    }
  }

  private void target(String name, String path) {
    switch (known.connection(name)) {
      case UNKNOWN -> throw new ConditionException(path, "there is no connection of that name");
      case SOURCE -> throw new ConditionException(path, "series only come from this connection");
      case TARGET -> {}
    }
  }
}
