package io.deepgrow.app.routing.workitem.channel;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.workitem.Workitems;
import io.deepgrow.app.routing.workitem.performer.PerformerSettings;
import io.deepgrow.app.routing.workitem.performer.PerformerView;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.deepgrow.dicomweb.workitem.WorkitemEvent;
import io.deepgrow.dicomweb.workitem.WorkitemEvents;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * The event channels of this replica, where it works in the background. An event only says where to
 * look: worklists are read as they are without one too, so that nothing is lost with a channel but
 * time.
 */
@ApplicationScoped
class WorklistChannels {

  private record Cancel(ConnectionId worklist, String uid) {}

  private static final Logger LOG = Logger.getLogger(WorklistChannels.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);
  private static final int MOST_CANCELS = 10_000;

  private final Performers performers;
  private final Workitems items;
  private final ChannelKeeper<PerformerSettings> keeper;
  private final Set<ConnectionId> news = ConcurrentHashMap.newKeySet();
  private final Queue<Cancel> cancels = new LinkedBlockingQueue<>(MOST_CANCELS);

  private volatile boolean listens;

  WorklistChannels(Performers performers, Workitems items, DeepgrowConfig config, Clock clock) {
    this.performers = performers;
    this.items = items;
    this.listens = config.role().runsLanes();
    this.keeper = new ChannelKeeper<>(this::open, news::add, clock);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keep() {
    if (!listens) {
      return;
    }
    Map<ConnectionId, PerformerSettings> requested = new HashMap<>();
    for (PerformerView each : performers.enabled()) {
      if (each.settings().events()) {
        requested.put(new ConnectionId(each.connection()), each.settings());
      }
    }
    synchronized (keeper) {
      keeper.keep(requested);
    }
  }

  private ChannelKeeper.Channel open(ConnectionId worklist, PerformerSettings settings) {
    try {
      return new Socket(items.events(worklist, event -> heard(worklist, event)));
    } catch (RuntimeException e) {
      LOG.infof("the event channel of worklist %s can't be opened: %s", worklist, e.getMessage());
      throw e;
    }
  }

  private void heard(ConnectionId worklist, WorkitemEvent event) {
    if (event.kind() == WorkitemEvent.Kind.CANCEL_REQUESTED) {
      if (!cancels.offer(new Cancel(worklist, event.uid()))) {
        LOG.warnf("more than %d requests to cancel; one is passed over", MOST_CANCELS);
      }
    } else if (event.kind() == WorkitemEvent.Kind.STATE) {
      news.add(worklist);
    }
  }

  /** Does what events have said. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void act() {
    if (!listens) {
      return;
    }
    for (Cancel each = cancels.peek(); each != null; each = cancels.peek()) {
      items.cancelRequested(each.worklist(), each.uid());
      cancels.poll();
    }
    for (ConnectionId worklist : Set.copyOf(news)) {
      // before it is read: what comes meanwhile is read once more
      news.remove(worklist);
      items.look(worklist);
    }
  }

  @PreDestroy
  void end() {
    listens = false;
    synchronized (keeper) {
      keeper.keep(Map.of());
    }
  }

  /** The channel of one worklist. */
  private record Socket(WorkitemEvents events) implements ChannelKeeper.Channel {

    @Override
    public boolean isAlive() {
      return events.isAlive(LONGEST_SILENCE);
    }

    @Override
    public void beat() {
      events.beat();
    }

    @Override
    public void close() {
      events.close();
    }
  }
}
