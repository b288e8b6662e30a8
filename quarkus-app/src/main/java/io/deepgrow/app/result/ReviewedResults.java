package io.deepgrow.app.result;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.seg.write.AcceptedSeg;
import io.deepgrow.seg.write.Equipment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Results whose review has ended. Methods that write join the caller's transaction, which holds the
 * session's row.
 */
@ApplicationScoped
public class ReviewedResults {

  private static final String MOVE =
      "update stored_result set state = :to, next_attempt = :now where id = :id and state = :from";

  private final EntityManager entities;
  private final Outbox outbox;
  private final ResultObjects objects;
  private final WorkQueue queue;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Equipment equipment;
  private final Clock clock;

  ReviewedResults(
      EntityManager entities,
      Outbox outbox,
      ResultObjects objects,
      WorkQueue queue,
      SessionEventLog events,
      AuditTrail audit,
      CurrentCaller callers,
      DeepgrowConfig config,
      Clock clock) {
    this.entities = entities;
    this.outbox = outbox;
    this.objects = objects;
    this.queue = queue;
    this.events = events;
    this.audit = audit;
    this.callers = callers;
    this.equipment = SegMaker.equipment(config);
    this.clock = clock;
  }

  /**
   * The object of a result with the name of the caller, who accepts it; may ask the PACS for it, so
   * no transaction may be open.
   *
   * @param sent whether others may have the object already, so that it is another one
   */
  public byte[] accepted(UUID id, boolean sent) {
    DicomFile seg = DicomReader.read(objects.dataset(id), DicomLimits.standard());
    AcceptedSeg acceptance =
        new AcceptedSeg(
            equipment,
            SegMaker.personName(callers.get()),
            clock.instant().atOffset(ZoneOffset.UTC));
    DicomFile named =
        sent
            ? acceptance.successor(seg, UidSource.derived(successorId(id)))
            : acceptance.named(seg);
    return DicomWriter.bytes(named);
  }

  /** The id of the result that follows an accepted one which was sent before: always the same. */
  public static UUID successorId(UUID id) {
    return UUID.nameUUIDFromBytes(("accepted/" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Puts other bytes in place of those of a result that waits. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void rewrite(UUID id, byte[] dataset) {
    entities
        .createNativeQuery("update stored_result_bytes set dataset = :data where result_id = :id")
        .setParameter("data", dataset)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Sends a result that waited, under the UIDs it has. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void release(UUID id, SessionKey session, byte[] dataset) {
    rewrite(id, dataset);
    Instant now = move(id, session, true);
    queue.enqueue(ResultSender.KIND, id, now, Urgency.FIRST);
  }

  /** Never sends a result that waited; its bytes go by age. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withhold(UUID id, SessionKey session) {
    move(id, session, false);
  }

  /** As {@link #withhold}, where it waits at all. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withholdWaiting(UUID id, SessionKey session) {
    if (waits(id)) {
      withhold(id, session);
    }
  }

  /** Whether a result waits for its review to end. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean waits(UUID id) {
    return outbox.find(id).map(r -> r.state() == ResultState.AWAITING_REVIEW).orElse(false);
  }

  private Instant move(UUID id, SessionKey session, boolean accepted) {
    ResultState before = ResultState.AWAITING_REVIEW;
    ResultState after = Standing.of(before).reviewed(accepted).state();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int moved =
        entities
            .createNativeQuery(MOVE)
            .setParameter("to", after.name())
            .setParameter("now", now.atOffset(ZoneOffset.UTC))
            .setParameter("id", id)
            .setParameter("from", before.name())
            .executeUpdate();
    if (moved != 1) {
      throw new IllegalStateException("Result " + id + " does not wait for its review");
    }
    events.append(session.id(), ResultSender.EVENT, id + ":" + after);
    return now;
  }

  /** Sends the object that follows one which was sent before; the id of its result. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID succeed(UUID id, SessionKey session, byte[] dataset) {
    DicomFile seg = DicomReader.read(dataset, DicomLimits.standard());
    StoredResult next = new StoredResult();
    next.id = successorId(id);
    next.sessionId = session.id();
    next.studyUid = text(seg, Tag.STUDY_INSTANCE_UID);
    next.seriesUid = text(seg, Tag.SERIES_INSTANCE_UID);
    next.sopUid = text(seg, Tag.SOP_INSTANCE_UID);
    next.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    next.nextAttempt = next.createdAt;
    next.dataset = dataset;
    Caller caller = callers.get();
    next.createdBy = caller.id();
    next.createdByName = caller.name();
    if (outbox.add(next)) {
      queue.enqueue(ResultSender.KIND, next.id, next.nextAttempt, Urgency.FIRST);
      audit.record("result.submitted", session.subject(), next.sopUid);
      events.append(session.id(), ResultSender.EVENT, next.id + ":" + next.state);
    }
    return next.id;
  }

  private static String text(DicomFile seg, int tag) {
    return seg.dataSet().string(tag).orElseThrow();
  }
}
