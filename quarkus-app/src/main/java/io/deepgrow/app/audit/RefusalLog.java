package io.deepgrow.app.audit;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes down, after the answer, what callers were refused for want of a role: the same to the same
 * caller once a minute, and never so much that it costs anybody a click.
 */
@ApplicationScoped
public class RefusalLog {

  private static final Logger LOG = Logger.getLogger(RefusalLog.class);
  private static final Duration ONCE = Duration.ofMinutes(1);
  private static final int MOST_KNOWN = 2000;
  private static final int MOST_WAITING = 500;

  private final AuditTrail trail;
  private final Clock clock;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          (rest, executor) -> LOG.warn("more was refused than the audit trail can take"));

  private final Map<String, Instant> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  RefusalLog(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** Takes what was refused; returns at once. */
  public void add(Caller caller, CurrentCaller.Origin origin, String request) {
    if (isNew(caller.name() + " " + request)) {
      worker.execute(() -> write(caller, origin, request));
    }
  }

  private synchronized boolean isNew(String refusal) {
    Instant now = clock.instant();
    Instant before = known.get(refusal);
    if (before != null && before.plus(ONCE).isAfter(now)) {
      return false;
    }
    known.put(refusal, now);
    return true;
  }

  private void write(Caller caller, CurrentCaller.Origin origin, String request) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  trail.refused(
                      "request.refused",
                      new AuditObject("request", request),
                      "no role for it",
                      caller,
                      origin));
    } catch (RuntimeException e) {
      LOG.warnf("a refusal could not be written down: %s", e.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void end() {
    worker.shutdown();
  }
}
