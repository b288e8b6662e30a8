package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.job.order.ActionCheck;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes of a work item what is to be done. */
@ApplicationScoped
class ItemPlans {

  private static final int HIGH = 7;
  private static final int MEDIUM = 5;
  private static final int LOW = 3;

  private final Connections connections;
  private final ActionCheck check;

  ItemPlans(Connections connections, ActionCheck check) {
    this.connections = connections;
    this.check = check;
  }

  /**
   * The plan of an item; one that can't be done has a problem, and no action.
   *
   * @param worklist on which it is
   */
  ItemPlan of(Workitem item, PerformerSettings settings, ConnectionId worklist) {
    int priority = priority(item.priority());
    List<WorkitemInput> input = item.input();
    String study = input.isEmpty() ? "" : input.get(0).study().value();
    String series = input.isEmpty() ? "" : input.get(0).series().value();
    try {
      if (input.stream().map(WorkitemInput::series).distinct().count() != 1) {
        throw new UnsuitableItemException(
            "An item has one series as its input, by its study and series UID");
      }
      Action action = ItemAction.of(item, settings.action());
      check.require(action);
      ConnectionId source = ItemSource.of(input.get(0), settings.archives(), worklist, connections);
      return new ItemPlan(study, series, source, action, priority, "");
    } catch (UnsuitableItemException | ApiException e) {
      return new ItemPlan(study, series, worklist, null, priority, String.valueOf(e.getMessage()));
    }
  }

  private static int priority(String term) {
    return switch (term) {
      case "HIGH" -> HIGH;
      case "LOW" -> LOW;
      default -> MEDIUM;
    };
  }
}
