package io.deepgrow.app.signal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to the database's signals of all channels, on one connection of the pool that it keeps. A
 * signal is a hint: where none gets through, as behind a pooler of transactions, who listens looks
 * by itself.
 */
@Startup
@ApplicationScoped
class DatabaseSignals {

  private static final Logger LOG = Logger.getLogger(DatabaseSignals.class);
  private static final int QUIET_MILLIS = 1_000;
  private static final int PAUSE_SECONDS = 2;

  private final List<SignalListener> listeners;
  private final AgroalDataSource database;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::listen, "database-signals");

  DatabaseSignals(@All List<SignalListener> listeners, AgroalDataSource database) {
    this.listeners = listeners;
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
        for (SignalListener listener : listeners) {
          statement.execute("listen " + listener.channel());
        }
        PGConnection signals = connection.unwrap(PGConnection.class);
        while (!isStopping(0)) {
          hear(signals.getNotifications(QUIET_MILLIS));
          // that a connection is gone shows only when it is used
          statement.execute("select 1");
        }
        statement.execute("unlisten *");
      } catch (SQLException e) {
        LOG.debugf("no signals for now: SQL state %s", e.getSQLState());
        isStopping(PAUSE_SECONDS);
      }
    }
  }

  private void hear(PGNotification @Nullable [] notifications) {
    if (notifications != null) {
      for (PGNotification notification : notifications) {
        listeners.stream()
            .filter(l -> l.channel().equals(notification.getName()))
            .forEach(l -> tell(l, notification.getParameter()));
      }
    }
  }

  /** Anybody in the database can signal anything: what nobody understands ends nothing here. */
  static void tell(SignalListener listener, String payload) {
    try {
      listener.heard(payload);
    } catch (RuntimeException e) {
      LOG.warnf("a signal on %s was not understood: %s", listener.channel(), e.getClass());
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
