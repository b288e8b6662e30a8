package io.deepgrow.app.worklist;

import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.connection.ConnectionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code reading_task}. */
@Entity
@Table(name = "reading_task")
class ReadingTask {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "job_id")
  @Nullable UUID jobId;

  /** The PACS of the series; null for the configured one. */
  @Column(name = "connection_id")
  @Nullable UUID connectionId;

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "series_uid")
  String seriesUid = "";

  @Column(name = "project_id")
  @Nullable UUID projectId;

  /** Who alone gets it; null for whoever takes it. */
  @Column(name = "account_id")
  @Nullable UUID accountId;

  @Column(name = "account_name")
  String accountName = "";

  /** Ids with commas between them. */
  String structures = "";

  int priority;

  @Nullable Instant due;

  String reason = "";

  @Enumerated(EnumType.STRING)
  TaskState state = TaskState.OPEN;

  @Column(name = "session_id")
  @Nullable UUID sessionId;

  @Column(name = "result_id")
  @Nullable UUID resultId;

  /** Who has it, or did it; null for nobody and for who has no account. */
  @Column(name = "holder_id")
  @Nullable UUID holderId;

  /** Empty while nobody has it. */
  @Column(name = "holder_name")
  String holderName = "";

  @Column(name = "claim_until")
  @Nullable Instant claimUntil;

  /** From when on a result counts as this task's. */
  @Column(name = "work_since")
  @Nullable Instant workSince;

  /** Of the reviewer who returned it. */
  String comment = "";

  @Column(name = "created_by")
  String createdBy = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  /** Goes along an arrow; who has it is the caller's to set. */
  void step(TaskStep step, Instant now) {
    state = TaskStanding.of(state).after(step).state();
    changedAt = now;
    if (!state.isHeld()) {
      claimUntil = null;
    }
    if (state == TaskState.OPEN) {
      holderId = null;
      holderName = "";
      workSince = null;
    }
  }

  /** Becomes somebody's for a time. */
  void claim(Caller caller, Instant now, Duration claim) {
    step(TaskStep.CLAIM, now);
    holderId = caller.id();
    holderName = caller.name();
    claimUntil = now.plus(claim);
    workSince = now;
  }

  boolean isHeldBy(Caller caller) {
    return caller.id() == null
        ? holderId == null && holderName.equals(caller.name())
        : caller.id().equals(holderId);
  }

  boolean hasLapsed(Instant now) {
    return claimUntil != null && claimUntil.isBefore(now);
  }

  ConnectionId connection() {
    return ConnectionId.ofColumn(connectionId);
  }

  List<String> structures() {
    return structures.isEmpty() ? List.of() : List.of(structures.split(",", -1));
  }

  AuditSubject subject() {
    return new AuditSubject(sessionId, studyUid, seriesUid);
  }

  AuditObject object() {
    return new AuditObject("reading_task", id.toString());
  }
}
