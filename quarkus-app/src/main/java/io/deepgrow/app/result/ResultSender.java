package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Takes a result to the PACS: takes its row, attempts it outside of any transaction, writes down
 * what came of it, and goes on until nothing is left to do now. What another finds out that took
 * the row later counts. Passing failures are tried again, later each time.
 */
@ApplicationScoped
class ResultSender implements QueuedWork {

  /** The kind of work that a result is. */
  static final Kind KIND = new Kind("store-result", Lane.IO);

  /** The type of the events that tell how far a result is. */
  static final String EVENT = "result";

  private static final Logger LOG = Logger.getLogger(ResultSender.class);
  private static final Duration HOLD = Duration.ofSeconds(15);
  static final String OTHER_PATIENT =
      "The PACS has given the study to another patient since it was loaded; the object names the"
          + " present one";

  private final Outbox outbox;
  private final Claims claims;
  private final Deliveries deliveries;
  private final SessionService sessions;
  private final AuditTrail audit;
  private final SessionEventLog events;
  private final SendLoop loop;
  private final Map<UUID, Claim> held = new ConcurrentHashMap<>();

  ResultSender(
      Outbox outbox,
      Claims claims,
      PacsClients pacs,
      Comparison comparison,
      SessionService sessions,
      AuditTrail audit,
      SessionEventLog events,
      DeepgrowConfig config,
      Clock clock) {
    this.outbox = outbox;
    this.claims = claims;
    this.deliveries = new Deliveries(pacs, comparison, sessions, clock);
    this.sessions = sessions;
    this.audit = audit;
    this.events = events;
    Backoff backoff = new Backoff(config.results().retry(), config.results().maxRetry());
    this.loop = new SendLoop(new Rows(), this::held, backoff, clock);
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    return QuarkusTransaction.requiringNew().call(claims::open);
  }

  @Override
  public long dead() {
    return QuarkusTransaction.requiringNew().call(claims::rejected);
  }

  @Override
  public Next run(UUID id) {
    return loop.run(id);
  }

  /** Keeps erasing away from what is on its way here. */
  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void renew() {
    for (Claim claim : held.values()) {
      holds(claim);
    }
  }

  private boolean holds(Claim claim) {
    return QuarkusTransaction.requiringNew().call(() -> claims.hold(claim, HOLD));
  }

  private Step held(Claim claim) {
    held.put(claim.id(), claim);
    try {
      return attempt(claim);
    } finally {
      held.remove(claim.id(), claim);
    }
  }

  private Step attempt(Claim claim) {
    try {
      Optional<Step> quiet = deliveries.quiet(claim);
      if (quiet.isPresent()) {
        return quiet.get();
      }
      Optional<byte[]> dataset =
          QuarkusTransaction.requiringNew().call(() -> outbox.dataset(claim.id()));
      return dataset.isEmpty()
          ? new Step.Rejected("The bytes of the object are no longer here; store it again")
          : deliveries.of(claim).attempt(claim, dataset.get(), new Sending(claim));
    } catch (TakenOverException e) {
      // what follows is not written down
      return new Step.Later("Taken over by another");
    } catch (ApiException e) {
      return new Step.Later("Not through yet: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "result %s could not be sent", claim.id());
      return new Step.Later("Not through yet: the service failed; its log has the reason");
    }
  }

  /** Writes down what is about to be sent, as long as the result is ours. */
  private final class Sending implements Delivery.Rewrite {

    private final Claim claim;

    Sending(Claim claim) {
      this.claim = claim;
    }

    @Override
    public void with(byte[] dataset, boolean otherPatient) {
      SessionKey session = sessions.require(claim.sessionId());
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                claims.rewrite(claim, dataset, otherPatient ? OTHER_PATIENT : null);
                String what = otherPatient ? "result.other_patient" : "result.patient_renamed";
                audit.record(what, session.subject(), claim.sop().value());
              });
    }

    @Override
    public void sending() {
      if (!holds(claim)) {
        throw new TakenOverException();
      }
    }
  }

  /** The rows, each step in a transaction of its own. */
  private final class Rows implements SendLoop.Rows {

    @Override
    public Turn take(UUID id) {
      return QuarkusTransaction.requiringNew().call(() -> claims.take(id, HOLD));
    }

    @Override
    public void finish(Claim claim, Step step, Duration wait) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                // in the order of all others who hold both: the session, then the result
                events.hold(claim.sessionId());
                if (claims.finish(claim, step, longer(step, wait))) {
                  tell(claim, step);
                } else {
                  LOG.infof("result %s has been taken over meanwhile", claim.id());
                }
              });
    }

    @Override
    public void release(Claim claim) {
      QuarkusTransaction.requiringNew().run(() -> claims.release(claim));
    }
  }

  private static Duration longer(Step step, Duration wait) {
    return step instanceof Step.Later later && later.atLeast().compareTo(wait) > 0
        ? later.atLeast()
        : wait;
  }

  private void tell(Claim claim, Step step) {
    ResultState state = Standing.of(claim.state()).after(step).state();
    if (state != claim.state()) {
      LOG.infof("result %s is %s", claim.id(), state);
      events.append(claim.sessionId(), EVENT, claim.id() + ":" + state);
    }
  }
}
