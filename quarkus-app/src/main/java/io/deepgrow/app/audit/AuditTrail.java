package io.deepgrow.app.audit;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which object; appended in the transaction of the deed itself, and told to
 * observers of {@link AuditRow}, who may wait for the commit.
 */
@ApplicationScoped
public class AuditTrail {

  private static final String INSERT =
      """
      insert into audit_event (at, actor, actor_id, actor_kind, roles, address, request_id, action,
        session_id, study_uid, series_uid, sop_uid, object_type, object_id, outcome, detail)
      values (:at, :actor, cast(:actorId as uuid), :kind, :roles, :address, :request, :action,
        cast(:session as uuid), :study, :series, :sop, :type, :object, :outcome, :detail)
      returning id
      """;
  private static final int LONGEST_DETAIL = 2000;

  private final EntityManager entities;
  private final Clock clock;
  private final CurrentCaller callers;

  private final Event<AuditRow> committed;

  AuditTrail(
      EntityManager entities, Clock clock, CurrentCaller callers, Event<AuditRow> committed) {
    this.committed = committed;
    this.entities = entities;
    this.clock = clock;
    this.callers = callers;
  }

  public void record(String action, AuditSubject subject) {
    record(action, subject, "");
  }

  /**
   * Appends a deed.
   *
   * @param sopUid of a stored object, or empty
   */
  public void record(String action, AuditSubject subject, String sopUid) {
    Row row = new Row(action);
    row.session = subject.session();
    row.study = subject.studyUid();
    row.series = subject.seriesUid();
    row.sop = sopUid;
    append(row, callers.get());
  }

  /** Appends a deed that concerns a whole study; its number. */
  public long record(String action, StudyUid study) {
    Row row = new Row(action);
    row.study = study.value();
    return append(row, callers.get());
  }

  /** Appends a deed on something that concerns a whole study, which is found by the study too. */
  public void record(String action, StudyUid study, AuditObject object) {
    Row row = new Row(action);
    row.study = study.value();
    row.object = object;
    append(row, callers.get());
  }

  /**
   * Appends a deed.
   *
   * @param detail what it was before and after, or why; no secret and nothing of a patient
   */
  public void record(String action, AuditObject object, String detail) {
    record(action, object, detail, callers.get());
  }

  /**
   * Appends a deed on something that came of a session, which is found by session and study too.
   *
   * @param detail as of the other
   */
  public void record(String action, AuditSubject of, AuditObject object, String detail) {
    Row row = new Row(action);
    row.session = of.session();
    row.study = of.studyUid();
    row.series = of.seriesUid();
    row.object = object;
    row.detail = detail;
    append(row, callers.get());
  }

  /** Appends a deed of somebody who is only about to be known. */
  public void record(String action, AuditObject object, String detail, Caller actor) {
    Row row = new Row(action);
    row.object = object;
    row.detail = detail;
    append(row, actor);
  }

  /** Appends that something was refused. */
  public void refused(String action, AuditObject object, String reason) {
    Row row = new Row(action);
    row.object = object;
    row.detail = reason;
    row.outcome = "REFUSED";
    append(row, callers.get());
  }

  /** Appends that something was refused to somebody whose request is over. */
  void refused(
      String action, AuditObject object, String reason, Caller actor, CurrentCaller.Origin origin) {
    Row row = new Row(action);
    row.object = object;
    row.detail = reason;
    row.outcome = "REFUSED";
    append(row, actor, origin);
  }

  private long append(Row row, Caller actor) {
    return append(row, actor, callers.origin());
  }

  private long append(Row row, Caller actor, CurrentCaller.Origin origin) {
    UUID actorId = actor.id();
    UUID session = row.session;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String roles = actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    String detail = row.detail.substring(0, Math.min(LONGEST_DETAIL, row.detail.length()));
    Object id =
        entities
            .createNativeQuery(INSERT)
            .setParameter("at", now.atOffset(ZoneOffset.UTC))
            .setParameter("actor", actor.name())
            .setParameter("actorId", actorId == null ? null : actorId.toString())
            .setParameter("kind", actor.kind().name())
            .setParameter("roles", roles)
            .setParameter("address", origin.address())
            .setParameter("request", origin.requestId())
            .setParameter("action", row.action)
            .setParameter("session", session == null ? null : session.toString())
            .setParameter("study", row.study)
            .setParameter("series", row.series)
            .setParameter("sop", row.sop)
            .setParameter("type", row.object.type())
            .setParameter("object", row.object.id())
            .setParameter("outcome", row.outcome)
            .setParameter("detail", detail)
            .getSingleResult();
    long number = ((Number) id).longValue();
    committed.fire(
        new AuditRow(
            number,
            now,
            actor.name(),
            Optional.ofNullable(actorId),
            actor.kind().name(),
            roles,
            origin.address(),
            origin.requestId(),
            row.action,
            Optional.ofNullable(session),
            Optional.ofNullable(row.study),
            Optional.ofNullable(row.series),
            Optional.ofNullable(row.sop),
            row.object.type(),
            row.object.id(),
            row.outcome,
            detail));
    return number;
  }

  /** What is appended, most of it empty most of the time. */
  private static final class Row {

    private final String action;
    private @Nullable UUID session;
    private @Nullable String study;
    private @Nullable String series;
    private @Nullable String sop;
    private AuditObject object = new AuditObject("", "");
    private String outcome = "DONE";
    private String detail = "";

    Row(String action) {
      this.action = action;
    }
  }
}
