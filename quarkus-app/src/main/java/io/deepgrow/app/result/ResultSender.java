package io.deepgrow.app.result;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.Outage;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicomweb.DicomWebClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Takes results from the outbox to the PACS, several at a time: claims one, attempts it outside of
 * any transaction, writes down what came of it. A claim lasts a few seconds and is renewed while
 * its sender lives, so that another takes over soon after one was killed; what concerns one result
 * holds up no other. Passing failures are tried again, later each time.
 */
@ApplicationScoped
class ResultSender {

  /** The type of the events that tell how far a result is. */
  static final String EVENT = "result";

  private static final Logger LOG = Logger.getLogger(ResultSender.class);
  private static final Duration HOLD = Duration.ofSeconds(15);
  static final String OTHER_PATIENT =
      "The PACS has given the study to another patient since it was loaded; the object names the"
          + " present one";

  private final Outbox outbox;
  private final Delivery delivery;
  private final SessionService sessions;
  private final AuditTrail audit;
  private final SessionEventLog events;
  private final DeepgrowConfig.Results config;
  private final ExecutorService senders;
  private final Semaphore idle;
  private final Map<UUID, Claim> held = new ConcurrentHashMap<>();

  ResultSender(
      Outbox outbox,
      DicomWebClient pacs,
      Comparison comparison,
      SessionService sessions,
      AuditTrail audit,
      SessionEventLog events,
      DeepgrowConfig config) {
    this.outbox = outbox;
    this.delivery = new Delivery(pacs, comparison);
    this.sessions = sessions;
    this.audit = audit;
    this.events = events;
    this.config = config.results();
    this.senders =
        Executors.newFixedThreadPool(this.config.senders(), task -> new Thread(task, "sender"));
    this.idle = new Semaphore(this.config.senders());
  }

  /** Looks for work now, unless all senders are at work: they look again when they are done. */
  void wake() {
    if (idle.tryAcquire()) {
      senders.execute(
          () -> {
            try {
              drain();
            } finally {
              idle.release();
            }
          });
    }
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    wake();
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void renew() {
    for (Claim claim : held.values()) {
      QuarkusTransaction.requiringNew().run(() -> outbox.hold(claim, HOLD));
    }
  }

  @PreDestroy
  void stop() {
    senders.shutdownNow();
  }

  private void drain() {
    try {
      Optional<Claim> claim = claim();
      while (claim.isPresent() && !Thread.currentThread().isInterrupted()) {
        // another sender may take the next one meanwhile
        wake();
        send(claim.get());
        claim = claim();
      }
    } catch (RuntimeException e) {
      if (Outage.of(e).isPresent()) {
        LOG.warnf("the outbox can't be read for now: %s", Outage.cause(e));
      } else {
        LOG.errorf(e, "the outbox could not be read");
      }
    }
  }

  private Optional<Claim> claim() {
    return QuarkusTransaction.requiringNew().call(() -> outbox.claim(HOLD));
  }

  private void send(Claim claim) {
    held.put(claim.id(), claim);
    try {
      Step step = attempt(claim);
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                // in the order of all others who hold both: the session, then the result
                events.hold(claim.sessionId());
                if (outbox.finish(claim, step, wait(claim, step))) {
                  tell(claim, step);
                }
              });
    } finally {
      held.remove(claim.id());
    }
  }

  private Step attempt(Claim claim) {
    try {
      byte[] dataset =
          QuarkusTransaction.requiringNew()
              .call(() -> outbox.dataset(claim.id()))
              .orElseThrow(() -> new IllegalStateException("The result has no bytes"));
      return delivery.attempt(claim, dataset, (bytes, other) -> rewrite(claim, bytes, other));
    } catch (RuntimeException e) {
      LOG.errorf(e, "result %s could not be sent", claim.id());
      return new Step.Later("Not through yet: the service failed; its log has the reason");
    }
  }

  private void rewrite(Claim claim, byte[] dataset, boolean otherPatient) {
    SessionKey session = sessions.require(claim.sessionId());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              outbox.rewrite(claim, dataset, otherPatient ? OTHER_PATIENT : null);
              String what = otherPatient ? "result.other_patient" : "result.patient_renamed";
              audit.record(what, session.subject(), claim.sop().value());
            });
  }

  /** Twice as long each time, up to a limit; no time at all before the first look after storing. */
  private Duration wait(Claim claim, Step step) {
    if (!(step instanceof Step.Later)) {
      return Duration.ZERO;
    }
    // storing was one attempt that did not fail
    int stored = claim.state() == ResultState.STORED ? 1 : 0;
    int tries = Math.max(0, claim.attempts() + claim.checks() - stored);
    Duration wait = config.retry().multipliedBy(1L << Math.min(20, tries));
    return wait.compareTo(config.maxRetry()) > 0 ? config.maxRetry() : wait;
  }

  private void tell(Claim claim, Step step) {
    ResultState state = step.after(claim.state());
    if (state != claim.state()) {
      LOG.infof("result %s is %s", claim.id(), state);
      events.append(claim.sessionId(), EVENT, claim.id() + ":" + state);
    }
  }
}
