package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.Dialect;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;

/** The worklists of all connections, and our own. */
@ApplicationScoped
class Worklists {

  private final Connections connections;
  private final PerformerRows performers;
  private final Clock clock;

  Worklists(Connections connections, PerformerRows performers, Clock clock) {
    this.connections = connections;
    this.performers = performers;
    this.clock = clock;
  }

  /** The list that an item is on. */
  Worklist of(ItemRow item) {
    if (item.origin() == ItemOrigin.PUSHED) {
      return new OwnWorklist();
    }
    PerformerSettings settings =
        QuarkusTransaction.requiringNew().call(() -> performers.of(item.worklist())).settings();
    return new RemoteWorklist(client(item.worklist(), settings), clock);
  }

  /**
   * The client of a worklist.
   *
   * @throws io.deepgrow.app.ApiException as {@link Connections#access}
   */
  WorkitemClient client(ConnectionId connection, PerformerSettings settings) {
    PacsAccess access = connections.access(connection);
    return new WorkitemClient(
        access.config(),
        root(access, settings),
        ways(access, settings),
        Objects.requireNonNullElse(settings.aeTitle(), "DEEPGROW"));
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
