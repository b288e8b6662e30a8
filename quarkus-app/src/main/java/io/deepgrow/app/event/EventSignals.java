package io.deepgrow.app.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to the database's signals of events, on one connection of the pool that it keeps. A
 * signal is a hint: where none gets through, as behind a pooler of transactions, {@link
 * SessionEvents} looks by itself.
 */
@Startup
@ApplicationScoped
class EventSignals {

  private static final Logger LOG = Logger.getLogger(EventSignals.class);
  private static final int QUIET_MILLIS = 1_000;
  private static final int PAUSE_SECONDS = 2;

  private final SessionEvents events;
  private final AgroalDataSource database;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::listen, "event-signals");

  EventSignals(SessionEvents events, AgroalDataSource database) {
    this.events = events;
    this.database = database;
  }

  @PostConstruct
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    while (!isStopping(0)) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + SessionEventLog.CHANNEL);
        PGConnection signals = connection.unwrap(PGConnection.class);
        while (!isStopping(0)) {
          hear(signals.getNotifications(QUIET_MILLIS));
          // that a connection is gone shows only when it is used
          statement.execute("select 1");
        }
        statement.execute("unlisten *");
      } catch (SQLException e) {
        LOG.debugf("no signals of events for now: SQL state %s", e.getSQLState());
        isStopping(PAUSE_SECONDS);
      }
    }
  }

  private void hear(PGNotification @Nullable [] notifications) {
    if (notifications != null) {
      for (PGNotification notification : notifications) {
        events.signal(UUID.fromString(notification.getParameter()));
      }
    }
  }

  private boolean isStopping(int afterSeconds) {
    try {
      return stopping.await(afterSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join(2 * QUIET_MILLIS);
  }
}
