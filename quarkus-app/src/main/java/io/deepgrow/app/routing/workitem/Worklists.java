package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.Dialect;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.app.routing.workitem.performer.ItemMatch;
import io.deepgrow.app.routing.workitem.performer.PerformerSettings;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import io.deepgrow.dicomweb.workitem.WorkitemEvent;
import io.deepgrow.dicomweb.workitem.WorkitemEvents;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The worklists of all connections, and our own. */
@ApplicationScoped
class Worklists {

  private final Connections connections;
  private final Performers performers;
  private final Clock clock;

  Worklists(Connections connections, Performers performers, Clock clock) {
    this.connections = connections;
    this.performers = performers;
    this.clock = clock;
  }

  /** The list that an item is on. */
  Worklist of(ItemRow item) {
    if (item.origin() == ItemOrigin.PUSHED) {
      return new OwnWorklist();
    }
    return new RemoteWorklist(client(item.worklist()), clock);
  }

  /**
   * The client of a worklist.
   *
   * @throws io.deepgrow.app.ApiException as {@link Connections#access}
   */
  WorkitemClient client(ConnectionId connection) {
    PerformerSettings settings = performers.settings(connection);
    PacsAccess access = connections.access(connection);
    return new WorkitemClient(
        access.config(),
        root(access, settings),
        ways(access, settings),
        Objects.requireNonNullElse(settings.aeTitle(), "DEEPGROW"));
  }

  /**
   * Subscribes to a worklist.
   *
   * @throws io.deepgrow.dicomweb.DicomWebException where that does not work
   */
  WorkitemEvents events(ConnectionId connection, Consumer<WorkitemEvent> listener) {
    PacsAccess access = connections.access(connection);
    PerformerSettings settings = performers.settings(connection);
    Map<String, String> keys = new HashMap<>(ItemMatch.keys(settings));
    // an item is to be heard of in all its states
    keys.remove("ProcedureStepState");
    return WorkitemEvents.open(
        access.config(),
        root(access, settings),
        Objects.requireNonNullElse(settings.aeTitle(), "DEEPGROW"),
        keys,
        listener);
  }

  private static URI root(PacsAccess access, PerformerSettings settings) {
    return settings.root() == null ? access.roots().search() : URI.create(settings.root());
  }

  private static WorkitemWays ways(PacsAccess access, PerformerSettings settings) {
    WorkitemWays own = settings.ways();
    if (own != null) {
      return own;
    }
    Dialect dialect = access.view().settings().dialect();
    if (dialect == Dialect.AZURE) {
      return WorkitemWays.AZURE;
    }
    return dialect == Dialect.DCM4CHEE ? WorkitemWays.DCM4CHEE : WorkitemWays.STANDARD;
  }
}
