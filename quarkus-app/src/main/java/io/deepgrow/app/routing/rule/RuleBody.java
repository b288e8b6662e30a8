package io.deepgrow.app.routing.rule;

import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.condition.Condition;
import io.deepgrow.app.routing.condition.SeriesChoice;
import java.util.List;

/**
 * What a version of a rule says.
 *
 * @param when what the study has to meet
 * @param series which of its series are worked on
 * @param actions what is done with each of them, in this order
 * @param priority of the jobs, from 1 to 9; an ASSIGN has one of its own
 */
public record RuleBody(Condition when, SeriesChoice series, List<Action> actions, int priority) {

  public RuleBody {
    actions = List.copyOf(actions);
  }
}
