package io.deepgrow.app.audit;

import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;

/** Who did what to which object; appended in the transaction of the deed itself. */
@ApplicationScoped
public class AuditTrail {

  private static final String INSERT =
      "insert into audit_event (at, actor, action, session_id, study_uid, series_uid, sop_uid)"
          + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

  private final EntityManager entities;
  private final Clock clock;

  AuditTrail(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  public void record(String action, AuditSubject subject) {
    record(action, subject, "");
  }

  /** Appends a deed that concerns a whole study; its number. */
  public long record(String action, StudyUid study) {
    Object id =
        entities
            .createNativeQuery(
                "insert into audit_event (at, actor, action, study_uid) values (?1, ?2, ?3, ?4)"
                    + " returning id")
            .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
            .setParameter(2, "service")
            .setParameter(3, action)
            .setParameter(4, study.value())
            .getSingleResult();
    return ((Number) id).longValue();
  }

  /**
   * Appends a deed.
   *
   * @param sopUid of a stored object, or empty
   */
  public void record(String action, AuditSubject subject, String sopUid) {
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
        .setParameter(2, "service")
        .setParameter(3, action)
        .setParameter(4, subject.session())
        .setParameter(5, subject.studyUid())
        .setParameter(6, subject.seriesUid())
        .setParameter(7, sopUid)
        .executeUpdate();
  }
}
