package io.deepgrow.app.queue;

import io.deepgrow.app.Outage;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * Says once a minute that the database is away, where db-scheduler would write a stack trace each
 * second.
 */
final class OutageFilter implements Filter {

  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final String PACKAGE = "com.github.kagkarlsson.scheduler.";
  private static final long MINUTE_MILLIS = 60_000;

  private final List<java.util.logging.Logger> loggers =
      List.of(
              "RunUntilShutdown",
              "RunAndLogErrors",
              "Scheduler",
              "ExecutePicked",
              "jdbc.JdbcTaskRepository")
          .stream()
          .map(name -> java.util.logging.Logger.getLogger(PACKAGE + name))
          .toList();
  private long last = Long.MIN_VALUE;

  void begin() {
    loggers.forEach(logger -> logger.setFilter(this));
  }

  void end() {
    loggers.forEach(logger -> logger.setFilter(null));
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    if (record.getThrown() == null || Outage.of(record.getThrown()).isEmpty()) {
      return true;
    }
    if (isTimeToSay(record.getMillis())) {
      LOG.warnf("the queue can't be reached for now: %s", Outage.cause(record.getThrown()));
    }
    return false;
  }

  private synchronized boolean isTimeToSay(long now) {
    boolean due = now - MINUTE_MILLIS >= last;
    if (due) {
      last = now;
    }
    return due;
  }
}
