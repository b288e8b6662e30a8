package io.deepgrow.app.worklist;

import io.deepgrow.app.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Writes down what was done with a task, and tells all replicas that the list has changed. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class TaskRecord {

  private final AuditTrail audit;
  private final EntityManager entities;

  TaskRecord(AuditTrail audit, EntityManager entities) {
    this.audit = audit;
    this.entities = entities;
  }

  /**
   * Appends a deed in the transaction of its caller.
   *
   * @param detail what it was before and after, or why; nothing of a patient
   */
  void deed(String action, ReadingTask task, String detail) {
    audit.record(action, task.subject(), task.object(), detail);
    entities
        .createNativeQuery("select cast(pg_notify(?1, '') as text)")
        .setParameter(1, TaskEvents.CHANNEL)
        .getResultList();
  }
}
