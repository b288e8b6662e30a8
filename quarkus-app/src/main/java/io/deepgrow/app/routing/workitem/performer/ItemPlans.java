package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.job.order.ActionCheck;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of a work item what is to be done. */
@ApplicationScoped
public class ItemPlans {

  private static final int HIGH = 7;
  private static final int MEDIUM = 5;
  private static final int LOW = 3;

  private final Connections connections;
  private final Performers performers;
  private final ActionCheck check;

  ItemPlans(Connections connections, Performers performers, ActionCheck check) {
    this.connections = connections;
    this.performers = performers;
    this.check = check;
  }

  /**
   * The plan of an item; one that can't be done has a problem, and no action.
   *
   * @param worklist on which it is
   */
  public ItemPlan of(Workitem item, PerformerSettings settings, ConnectionId worklist) {
    return of(item, settings.archives(), worklist, source -> settings.action());
  }

  /**
   * The plan of an item that was pushed to us: by the action of the PACS that has its input, else
   * by that of the configured one, whose archives hold too.
   */
  public ItemPlan pushed(Workitem item) {
    PerformerSettings usual = performers.settings(ConnectionId.DEFAULT);
    return of(
        item,
        usual.archives(),
        ConnectionId.DEFAULT,
        source -> {
          Action own = performers.settings(source).action();
          return own == null ? usual.action() : own;
        });
  }

  private ItemPlan of(
      Workitem item,
      Map<String, String> archives,
      ConnectionId worklist,
      Function<ConnectionId, @Nullable Action> actions) {
    int priority = priority(item.priority());
    List<WorkitemInput> input = item.input();
    String study = input.isEmpty() ? "" : input.get(0).study().value();
    String series = input.isEmpty() ? "" : input.get(0).series().value();
    try {
      if (input.stream().map(WorkitemInput::series).distinct().count() != 1) {
        throw new UnsuitableItemException(
            "An item has one series as its input, by its study and series UID");
      }
      ConnectionId source = ItemSource.of(input.get(0), archives, worklist, connections);
      Action action = ItemAction.of(item, actions.apply(source));
      check.require(action);
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
