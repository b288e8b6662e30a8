package io.deepgrow.app.session;

import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.series.LoadedSeries;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose series sessions work on, known by digests that name nobody. */
@ApplicationScoped
public class SessionPatients {

  private final SessionRepository sessions;
  private final AuditTrail audit;

  SessionPatients(SessionRepository sessions, AuditTrail audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Whether the series was the same patient's when the session began; asked again, it is. */
  public boolean isSame(SessionKey key, LoadedSeries loaded) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.hold(key.id()).map(s -> know(s, loaded)).orElse(true));
  }

  /** Notes the patient of a session; false, and in the audit trail, when it was another before. */
  boolean know(AnnotationSession session, LoadedSeries loaded) {
    String now = PatientDigest.of(session.id, loaded.commonAttributes());
    String before = session.patientDigest;
    session.patientDigest = now;
    boolean same = before == null || before.equals(now);
    if (!same) {
      audit.record("session.other_patient", session.key().subject());
    }
    return same;
  }

  /** Studies with a session whose series, when it was looked at last, had this Patient ID. */
  public Set<String> studiesOf(String patientId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sessions.digests().stream()
                    .filter(row -> PatientDigest.of((UUID) row[0], patientId).equals(row[2]))
                    .map(row -> (String) row[1])
                    .collect(Collectors.toCollection(TreeSet::new)));
  }
}
