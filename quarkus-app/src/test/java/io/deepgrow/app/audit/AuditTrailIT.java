package io.deepgrow.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.MovedClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who did what: written with the deed, or not at all. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class AuditTrailIT {

  @Inject EntityManager entities;
  @Inject DataSource database;
  @Inject CurrentCaller callers;
  @Inject Event<AuditRow> committed;

  private final UUID session = UUID.randomUUID();
  private final AuditSubject subject = new AuditSubject(session, "2.25.1", "2.25.2");
  private final MovedClock clock = MovedClock.at(Instant.parse("2026-02-03T04:05:06Z"));

  private AuditTrail trail() {
    return new AuditTrail(entities, clock, callers, committed);
  }

  private String row(String where) throws Exception {
    return new Sql(database)
        .text(
            "select concat_ws('|', at at time zone 'UTC', actor, action, session_id, study_uid,"
                + " series_uid, sop_uid) from audit_event where "
                + where);
  }

  @Test
  void aDeedSaysWhenToWhichSessionSeriesAndObject() throws Exception {
    QuarkusTransaction.requiringNew().run(() -> trail().record("result.sent", subject, "2.25.3"));

    assertThat(row("session_id = '" + session + "'"))
        .isEqualTo("2026-02-03 04:05:06|service|result.sent|" + session + "|2.25.1|2.25.2|2.25.3");
  }

  @Test
  void aDeedToASessionNamesNoObject() throws Exception {
    QuarkusTransaction.requiringNew().run(() -> trail().record("session.opened", subject));

    assertThat(row("session_id = '" + session + "' and sop_uid = ''")).contains("session.opened");
  }

  @Test
  void aDeedToAStudyHasANumberThatRises() throws Exception {
    StudyUid study = new StudyUid("2.25.99");
    long first =
        QuarkusTransaction.requiringNew().call(() -> trail().record("study.erased", study));
    long second =
        QuarkusTransaction.requiringNew().call(() -> trail().record("study.erased", study));

    assertThat(second).isGreaterThan(first);
    assertThat(row("id = " + first)).isEqualTo("2026-02-03 04:05:06|service|study.erased|2.25.99");
  }

  @Test
  void aDeedThatIsRolledBackIsNotInTheTrail() throws Exception {
    QuarkusTransaction.begin();
    trail().record("segment.added", subject);
    QuarkusTransaction.rollback();

    assertThat(new Sql(database).count("audit_event", "session_id = '" + session + "'")).isZero();
  }
}
