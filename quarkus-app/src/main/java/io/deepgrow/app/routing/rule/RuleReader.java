package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.condition.ConditionException;
import io.deepgrow.app.routing.condition.ConditionJson;
import io.deepgrow.app.routing.condition.SeriesChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a version says, within limits; whether what it names exists is another question. */
public final class RuleReader {

  private static final int MOST_PRIORITY = 9;

  private RuleReader() {}

  /**
   * Reads a draft.
   *
   * @throws ApiException {@code rule.unusable} with the place, such as {@code when.all[2].value}
   */
  public static RuleBody read(RuleDraft draft) {
    try {
      return parse(draft);
    } catch (ConditionException e) {
      throw new ApiException(ErrorCode.RULE_UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static RuleBody parse(RuleDraft draft) {
    Integer given = draft.priority();
    int priority = given == null ? Assign.USUAL : given;
    if (priority < 1 || priority > MOST_PRIORITY) {
      throw new ConditionException("priority", "is 1 (can wait) to 9 (at once)");
    }
    List<Action> actions = ActionReader.read(node(draft.actions()), "do");
    return new RuleBody(
        ConditionJson.read(node(draft.when()), "when", false),
        SeriesChoice.read(node(draft.series()), "series"),
        actions,
        priority);
  }

  private static JsonNode node(@Nullable JsonNode json) {
    return json == null ? MissingNode.getInstance() : json;
  }

  static RuleDraft write(RuleBody body) {
    var actions = JsonNodeFactory.instance.arrayNode();
    body.actions().forEach(action -> actions.add(ActionReader.write(action)));
    return new RuleDraft(
        ConditionJson.write(body.when()), body.series().json(), actions, body.priority());
  }
}
