package io.deepgrow.app.result;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.session.SessionEvents;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.StoreOutcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Takes results from the outbox to the PACS, one at a time: asks whether the object is there, sends
 * it when not, reads it back and compares. Whatever fails in passing is tried again later, for
 * ever.
 */
@ApplicationScoped
class ResultSender {

  private static final Logger LOG = Logger.getLogger(ResultSender.class);
  private static final int TRANSACTION_SECONDS = 600;
  private static final int MAX_REASON = 500;

  private final Outbox outbox;
  private final DicomWebClient pacs;
  private final Comparison comparison;
  private final SessionEvents events;
  private final Clock clock;
  private final DeepgrowConfig.Results config;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  ResultSender(
      Outbox outbox,
      DicomWebClient pacs,
      Comparison comparison,
      SessionEvents events,
      Clock clock,
      DeepgrowConfig config) {
    this.outbox = outbox;
    this.pacs = pacs;
    this.comparison = comparison;
    this.events = events;
    this.clock = clock;
    this.config = config.results();
  }

  /** Looks for work now. */
  void wake() {
    worker.execute(this::drain);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    wake();
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }

  private void drain() {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      try {
        more =
            QuarkusTransaction.requiringNew()
                .timeout(TRANSACTION_SECONDS)
                .call(() -> outbox.claim().map(this::advance).isPresent());
      } catch (RuntimeException e) {
        LOG.errorf(e, "the outbox could not be worked on");
        more = false;
      }
    }
  }

  /** One step of one result; the caller's transaction holds its row. */
  private StoredResult advance(StoredResult result) {
    ResultState before = result.state;
    try {
      if (result.state == ResultState.PENDING) {
        store(result);
      } else {
        verify(result);
      }
    } catch (DicomWebException e) {
      later(result, e.code());
    }
    if (result.state != before) {
      LOG.infof("result %s is %s", result.id, result.state);
      events.publish(
          result.sessionId, new SessionEvents.Event("result", result.id + ":" + result.state));
    }
    return result;
  }

  private void store(StoredResult result) {
    StudyUid study = new StudyUid(result.studyUid);
    SeriesUid series = new SeriesUid(result.seriesUid);
    SopInstanceUid sop = new SopInstanceUid(result.sopUid);
    result.attempts++;
    // an earlier attempt may have arrived although its answer did not
    boolean there = result.attempts > 1 && pacs.exists(study, series, sop);
    StoreOutcome outcome =
        there ? new StoreOutcome.Stored(List.of()) : pacs.store(study, series, sop, result.dataset);
    if (outcome instanceof StoreOutcome.Stored) {
      result.state = ResultState.STORED;
      result.storedAt = clock.instant();
      result.nextAttempt = clock.instant();
      result.reason = null;
    } else if (outcome.next(result.attempts) == StoreOutcome.Next.GIVE_UP) {
      reject(result, "The PACS refused the object: " + outcome.words());
    } else {
      later(result, outcome.words());
    }
  }

  private void verify(StoredResult result) {
    try {
      boolean equal =
          comparison.sameMasks(
              result.dataset,
              pacs.retrieveDecodable(
                  new StudyUid(result.studyUid),
                  new SeriesUid(result.seriesUid),
                  new SopInstanceUid(result.sopUid)));
      if (equal) {
        result.state = ResultState.VERIFIED;
        result.verifiedAt = clock.instant();
        result.reason = null;
      } else {
        reject(result, "The PACS gave back other masks than were sent");
      }
    } catch (DicomException e) {
      reject(result, "The PACS gave back an object that can't be read: " + e.code());
    }
  }

  private static void reject(StoredResult result, String reason) {
    result.state = ResultState.REJECTED;
    result.reason = reason.substring(0, Math.min(MAX_REASON, reason.length()));
  }

  private void later(StoredResult result, String why) {
    long factor = 1L << Math.min(20, Math.max(0, result.attempts - 1));
    Duration wait = config.retry().multipliedBy(factor);
    Duration bounded = wait.compareTo(config.maxRetry()) > 0 ? config.maxRetry() : wait;
    result.nextAttempt = clock.instant().plus(bounded);
    String reason = "Not through yet: " + why;
    result.reason = reason.substring(0, Math.min(MAX_REASON, reason.length()));
  }
}
