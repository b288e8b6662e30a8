package io.deepgrow.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.audit.VerificationReport.Finding;
import io.deepgrow.app.audit.VerificationReport.Kind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What seals vouch for, and what a verification finds, on a real database. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SealingIT {

  private static final String VALUES =
      " (at, actor, action, detail) values (%s, 'x', 'test', '%s') returning id";

  @Inject DataSource database;
  @Inject AuditSealing sealing;
  @Inject AuditVerification verification;
  @Inject AuditAge age;
  @Inject Clock clock;

  @BeforeEach
  void begin() throws Exception {
    // this test alone says when rows are sealed
    run("update queue_light set execution_time = '2100-01-01' where task_name = 'audit-seal'");
    run("truncate audit_event, audit_leaf, audit_seal");
  }

  private static long insert(Connection in, String at, String detail) throws SQLException {
    try (Statement statement = in.createStatement();
        ResultSet id =
            statement.executeQuery("insert into audit_event" + VALUES.formatted(at, detail))) {
      id.next();
      return id.getLong(1);
    }
  }

  private long insert(String at, String detail) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return insert(connection, at, detail);
    }
  }

  private long sealed(String detail) throws SQLException {
    long id = insert("now()", detail);
    sealing.run();
    assertThat(sealOf(id)).isNotEqualTo("null");
    return id;
  }

  private String sealOf(long id) throws SQLException {
    return new Sql(database).text("select max(seal) from audit_leaf where event_id = " + id);
  }

  private void run(String sql) throws SQLException {
    new Sql(database).run(sql);
  }

  private List<Finding> findings() {
    return verification.verify(Optional.empty()).findings();
  }

  private static void assertOne(List<Finding> findings, Kind kind, long row) {
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(kind);
    assertThat(findings.get(0).row()).contains(row);
  }

  @Test
  void rowsAreSealedOnceAndATrailThatNobodyTouchedIsIntact() throws Exception {
    sealed("one");
    sealed("two");
    long unsealed = insert("now()", "three");

    VerificationReport report = verification.verify(Optional.empty());

    assertThat(report.intact()).as(report.toString()).isTrue();
    assertThat(report.rows()).isGreaterThanOrEqualTo(2);
    assertThat(report.unsealed()).isGreaterThanOrEqualTo(1);
    assertThat(sealOf(unsealed)).isEqualTo("null");
    assertThat(new Sql(database).text("select count(*) - count(distinct event_id) from audit_leaf"))
        .isEqualTo("0");
  }

  @Test
  void aRowThatIsCommittedAfterOneWithAHigherNumberIsSealedToo() throws Exception {
    try (Connection slow = database.getConnection()) {
      slow.setAutoCommit(false);
      long late = insert(slow, "now()", "late");
      long quick = insert("now()", "quick");
      sealing.run();
      assertThat(sealOf(late)).isEqualTo("null");
      slow.commit();
      slow.setAutoCommit(true);
      sealing.run();

      assertThat(quick).isGreaterThan(late);
      assertThat(sealOf(late)).isNotEqualTo("null");
      assertThat(sealOf(quick)).isNotEqualTo("null");
      assertThat(findings()).isEmpty();
    }
  }

  @Test
  void aRowWhoseNumberWasDrawnBeforeASealAndWrittenAfterItIsInTheNext() throws Exception {
    String drawn = new Sql(database).text("select nextval('audit_event_id_seq')");
    long quick = sealed("quick");
    run(
        "insert into audit_event (id, at, actor, action) overriding system value values ("
            + drawn
            + ", now(), 'x', 'late')");
    sealing.run();

    assertThat(Long.parseLong(drawn)).isLessThan(quick);
    assertThat(sealOf(Long.parseLong(drawn))).isNotEqualTo("null");
    assertThat(findings()).isEmpty();
  }

  @Test
  void aRowThatWasRolledBackLeavesNoGapThatCounts() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, "now()", "undone");
      connection.rollback();
      connection.setAutoCommit(true);
    }
    sealed("after");

    assertThat(findings()).isEmpty();
  }

  @Test
  void aChangedRowIsNamedWithItsSeal() throws Exception {
    sealed("before");
    long row = sealed("what was done");
    run("update audit_event set actor = 'somebody' where id = " + row);

    List<Finding> findings = findings();

    assertOne(findings, Kind.ROW_CHANGED, row);
    assertThat(findings.get(0).seal()).contains(Long.parseLong(sealOf(row)));
  }

  @Test
  void everyColumnCounts() throws Exception {
    for (String change :
        List.of(
            "at = at + interval '1 microsecond'",
            "actor_id = gen_random_uuid()",
            "actor_kind = 'PERSON'",
            "roles = 'ADMIN'",
            "address = '::1'",
            "request_id = 'r'",
            "action = 'other'",
            "session_id = gen_random_uuid()",
            "study_uid = '1'",
            "series_uid = '1'",
            "sop_uid = '1'",
            "object_type = 'a'",
            "object_id = 'a'",
            "outcome = 'REFUSED'",
            "detail = ''")) {
      begin();
      long row = sealed("x");
      run("update audit_event set " + change + " where id = " + row);
      assertThat(findings()).as(change).hasSize(1);
      assertOne(findings(), Kind.ROW_CHANGED, row);
    }
  }

  @Test
  void aMissingRowIsNamed() throws Exception {
    long row = sealed("gone");
    run("delete from audit_event where id = " + row);

    assertOne(findings(), Kind.ROW_MISSING, row);
  }

  @Test
  void aRowThatWasPutBetweenSealedOnesIsNamed() throws Exception {
    long row = sealed("one");
    sealed("two");
    long added = insert("now()", "added");
    run(
        "update audit_event set tx = (select tx from audit_event where id = %d) where id = %d"
            .formatted(row, added));
    sealing.run();

    assertOne(findings(), Kind.ROW_ADDED, added);
  }

  @Test
  void whoHidesAChangeInTheLeafChangesTheSeal() throws Exception {
    long row = sealed("one");
    run("delete from audit_event where id = " + row);
    run("delete from audit_leaf where event_id = " + row);
    assertThat(findings()).extracting(Finding::kind).containsOnly(Kind.SEAL_CHANGED);

    begin();
    long other = sealed("two");
    run("update audit_leaf set at = at - interval '1 year' where event_id = " + other);
    assertThat(findings()).extracting(Finding::kind).contains(Kind.SEAL_CHANGED);
  }

  @Test
  void sealsThatAreChangedOrMissingAreNamed() throws Exception {
    sealed("one");
    sealed("two");
    sealed("three");
    run("update audit_seal set at = at + interval '1 hour' where number = 2");
    assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.SEAL_CHANGED);
    run("delete from audit_leaf where seal = 2");
    run("delete from audit_seal where number = 2");

    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.SEAL_MISSING);
              assertThat(finding.seal()).contains(2L);
            });
  }

  @Test
  void theRootInTheLogTellsThatTheNewestSealsAreNoMore() throws Exception {
    sealed("one");
    long row = sealed("two");
    String logged = verification.verify(Optional.empty()).root().orElseThrow();
    assertThat(verification.verify(Optional.of(logged)).intact()).isTrue();
    String seal = sealOf(row);
    run("delete from audit_leaf where seal = " + seal);
    run("delete from audit_seal where number = " + seal);
    run("delete from audit_event where id >= " + row);

    assertThat(verification.verify(Optional.empty()).intact()).isTrue();
    assertThat(verification.verify(Optional.of(logged)).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.SEAL_MISSING);
  }

  @Test
  void whatWentByAgeIsNotMissingAndWhatWentWithItIs() throws Exception {
    long old = insert("now() - interval '40 days'", "old");
    long young = insert("now() - interval '20 days'", "young");
    sealing.run();
    age.drop(clock.instant().minus(Duration.ofDays(31)));
    VerificationReport report = verification.verify(Optional.empty());
    assertThat(report.findings()).isEmpty();
    assertThat(report.gone()).isEqualTo(1);
    assertThat(new Sql(database).count("audit_event", "id = " + old)).isZero();

    run("delete from audit_event where id = " + young);
    assertOne(findings(), Kind.ROW_MISSING, young);
  }

  @Test
  void sealsStayWhenAllTheirRowsWentByAge() throws Exception {
    insert("now() - interval '40 days'", "old");
    sealing.run();
    sealed("new");
    age.drop(clock.instant().minus(Duration.ofDays(31)));
    sealing.run();
    age.drop(clock.instant().minus(Duration.ofDays(31)));

    VerificationReport report = verification.verify(Optional.empty());

    assertThat(new Sql(database).count("audit_leaf", "seal = 1")).isZero();
    assertThat(report.intact()).as(report.toString()).isTrue();
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.seals()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aRecordOfDroppingThatNoSettingAllowsExcusesNothing() throws Exception {
    long row = insert("now() - interval '20 days'", "young");
    sealing.run();
    run("delete from audit_event where id = " + row);
    Instant lie = clock.instant();
    run(
        "insert into audit_event (at, actor, action, detail) values (now(), 'service',"
            + " 'audit.dropped', '%s')".formatted(lie));

    assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.ROW_MISSING);
  }

  @Test
  void afterARestoreIntoAnotherDatabaseNothingIsForgotten() throws Exception {
    sealed("before");
    run("update audit_seal set settled = '1000000000000'::xid8");
    long after = sealed("after");

    assertThat(sealOf(after)).isEqualTo("2");
    assertThat(findings()).isEmpty();
    sealed("later");
    assertThat(findings()).isEmpty();
  }
}
