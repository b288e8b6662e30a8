package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import io.deepgrow.app.routing.workitem.performer.ItemMatch;
import io.deepgrow.app.routing.workitem.performer.ItemPlans;
import io.deepgrow.app.routing.workitem.performer.PerformerSettings;
import io.deepgrow.app.routing.workitem.performer.PerformerView;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Reads worklists for items that are ours to do, the most urgent first. */
@ApplicationScoped
class WorklistReading implements RecurringWork {

  private static final Kind KIND = new Kind("worklists", Lane.IO);
  private static final int MOST = 1000;

  private final Performers performers;
  private final Worklists worklists;
  private final ItemPlans plans;
  private final NewItems items;
  private final OwedItems owed;
  private final Connections connections;
  private final WorkitemConfig config;
  private final Clock clock;

  WorklistReading(
      Performers performers,
      Worklists worklists,
      ItemPlans plans,
      NewItems items,
      OwedItems owed,
      Connections connections,
      WorkitemConfig config,
      Clock clock) {
    this.performers = performers;
    this.worklists = worklists;
    this.plans = plans;
    this.items = items;
    this.owed = owed;
    this.connections = connections;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return config.readEvery();
  }

  @Override
  public void run() {
    owed.giveBack();
    performers.enabled().forEach(this::read);
  }

  /** Reads one worklist, where its items are done. */
  void read(ConnectionId worklist) {
    PerformerView performer = performers.get(worklist);
    if (performer.settings().enabled()) {
      read(performer);
    }
  }

  private void read(PerformerView performer) {
    ConnectionId connection = new ConnectionId(performer.connection());
    String failure = "";
    try {
      if (connections.quietUntil(connection).isPresent()) {
        return;
      }
      take(connection, performer.settings());
    } catch (ApiException | DicomWebException | DicomException | IllegalArgumentException e) {
      failure = String.valueOf(e.getMessage());
    }
    performers.noteRead(connection, clock.instant(), failure);
  }

  private void take(ConnectionId connection, PerformerSettings settings) {
    int free = settings.atOnce() - items.open(connection);
    if (free <= 0) {
      return;
    }
    WorkitemClient client = worklists.client(connection);
    List<Workitem> ours =
        client.search(ItemMatch.keys(settings), MOST).stream()
            .filter(
                item -> ItemMatch.isOurs(item, settings, clock.instant(), ZoneId.systemDefault()))
            .sorted(Comparator.comparingInt(WorklistReading::urgency))
            .toList();
    for (Workitem item : ours) {
      if (free > 0
          && items.add(
              new NewItem(
                  ItemOrigin.PULLED,
                  connection,
                  item.uid(),
                  plans.of(item, settings, connection)))) {
        free--;
      }
    }
  }

  private static int urgency(Workitem item) {
    return switch (item.priority()) {
      case "HIGH" -> 0;
      case "LOW" -> 2;
      default -> 1;
    };
  }
}
