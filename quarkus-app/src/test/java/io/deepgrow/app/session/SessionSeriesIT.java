package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.series.PlayedSupply;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSource;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesException;
import io.deepgrow.volume.file.MemoryRoom;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a session comes to its series: what is written down, whoever ends, fails or meddles. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SessionSeriesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Reads what a test says, once it may. */
  private static final class Played implements SeriesSource {
    final AtomicInteger readings = new AtomicInteger();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    volatile CountDownLatch may = new CountDownLatch(0);
    volatile Supplier<LoadedSeries> gives = () -> patient("A");

    @Override
    public boolean has(SeriesKey key) {
      return true;
    }

    @Override
    public LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress) {
      readings.incrementAndGet();
      begun.countDown();
      try {
        may.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new IllegalStateException(e);
      }
      return gives.get();
    }
  }

  @Inject EntityManager entities;
  @Inject DataSource database;
  @Inject SessionEventLog events;
  @Inject AuditTrail audit;

  private final Played source = new Played();
  private final SeriesSupply supply = PlayedSupply.of(source);
  private SessionRows rows;
  private SessionRepository sessions;
  private SessionSeries series;
  private UUID id = new UUID(0, 0);

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    sessions = new SessionRepository(entities);
    series = series(new SessionPatients(sessions, audit));
    id = rows.session("LOADING");
  }

  private SessionSeries series(SessionPatients patients) {
    return new SessionSeries(sessions, patients, supply, events);
  }

  @AfterEach
  void end() throws Exception {
    source.may.countDown();
    PlayedSupply.stop(supply);
    rows.delete();
  }

  private static LoadedSeries patient(String patientId) {
    LoadedSeries small = PlayedSupply.small("2.25.1");
    DicomObject header = small.commonAttributes().deepCopy().setString(Tag.PATIENT_ID, patientId);
    return new LoadedSeries(small.volume(), small.slices(), header, List.of());
  }

  private SessionKey key() {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.find(id).map(AnnotationSession::key).orElseThrow());
  }

  private void load() throws Exception {
    series.start(key()).get(1, TimeUnit.MINUTES);
  }

  private String state() throws SQLException {
    return rows.column(
        "annotation_session", "concat_ws(' ', state, failure_code, '|' || failure_text)", id);
  }

  private void fails(RuntimeException failure) {
    source.gives =
        () -> {
          throw failure;
        };
  }

  @Test
  void aSessionIsReadyWithItsSeriesAndItsPatientIsKnownByADigest() throws Exception {
    load();

    assertThat(state()).isEqualTo("READY");
    assertThat(rows.events(id)).isEqualTo("session READY");
    assertThat(rows.column("annotation_session", "patient_digest", id))
        .isEqualTo(PatientDigest.of(id, "A"))
        .doesNotContain("A");
    assertThat(series.of(key()).volume()).isNotNull();
  }

  @Test
  void aSeriesThatMakesNoVolumeFailsItsSessionByItsOwnCode() throws Exception {
    fails(new SeriesException("series.missing_slices", "2 slices are missing"));
    load();
    assertThat(state()).isEqualTo("FAILED series.missing_slices |2 slices are missing");
    assertThat(rows.events(id)).isEqualTo("session FAILED");
  }

  @Test
  void anUnreadableObjectAndAPacsThatIsAwayHaveCodesToo() throws Exception {
    fails(new DicomException("dicom.truncated", "ends early"));
    load();
    assertThat(state()).isEqualTo("FAILED dicom.truncated |ends early");

    id = rows.session("LOADING");
    fails(new ApiException(ErrorCode.PACS_UNREACHABLE, "no answer"));
    load();
    assertThat(state()).isEqualTo("FAILED pacs.unreachable |no answer");
  }

  @Test
  void anUnexpectedFailureTellsCallersNothingOfItself() throws Exception {
    fails(new IllegalStateException("PATIENT^NAME"));

    load();

    assertThat(state()).isEqualTo("FAILED service.internal |Loading failed unexpectedly");
  }

  @Test
  void whatAnObjectSaysIsWrittenDownThoughTheDatabaseCanNotHoldAllOfIt() throws Exception {
    fails(new SeriesException("series.modality", "Modality M\0R\0 is not one of CT"));
    load();
    assertThat(state()).startsWith("FAILED series.modality |Modality M");

    id = rows.session("LOADING");
    fails(new SeriesException("series.missing_slices", "x".repeat(3000)));
    load();
    assertThat(rows.column("annotation_session", "length(failure_text)", id)).isEqualTo("500");
  }

  @Test
  void whatIsClosedWhileItLoadsStaysClosedAndNobodyReadsOn() throws Exception {
    source.may = new CountDownLatch(1);
    SessionKey key = key();
    CompletableFuture<Void> loading = series.start(key);
    source.begun.await();
    rows.sql().run("update annotation_session set state = 'CLOSED' where id = '" + id + "'");

    series.stop(key);

    loading.get(1, TimeUnit.MINUTES);
    assertThat(source.interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(state()).isEqualTo("CLOSED");
    assertThat(rows.events(id)).isEmpty();
  }

  @Test
  void aSessionThatIsClosedRightBeforeItsSeriesIsThereStaysClosed() throws Exception {
    source.may = new CountDownLatch(1);
    CompletableFuture<Void> loading = series.start(key());
    source.begun.await();
    rows.sql().run("update annotation_session set state = 'CLOSED' where id = '" + id + "'");

    source.may.countDown();

    loading.get(1, TimeUnit.MINUTES);
    assertThat(state()).isEqualTo("CLOSED");
    assertThat(rows.events(id)).isEmpty();
  }

  @Test
  void aSessionThatIsErasedWhileItLoadsIsNotBroughtBack() throws Exception {
    source.may = new CountDownLatch(1);
    CompletableFuture<Void> loading = series.start(key());
    source.begun.await();
    rows.sql().run("delete from annotation_session where id = '" + id + "'");

    source.may.countDown();

    loading.get(1, TimeUnit.MINUTES);
    assertThat(rows.sql().count("annotation_session", "id = '" + id + "'")).isZero();
    assertThat(rows.events(id)).isEmpty();
  }

  @Test
  void whoComesWhileItLoadsWaitsForTheSameReading() throws Exception {
    source.may = new CountDownLatch(1);
    CompletableFuture<Void> first = series.start(key());
    source.begun.await();

    assertThat(series.start(key())).isSameAs(first);
    series.await(key(), false, Duration.ZERO);
    assertThat(state()).isEqualTo("LOADING");
    source.may.countDown();
    series.await(key(), false, PATIENCE);

    assertThat(state()).isEqualTo("READY");
    assertThat(source.readings).hasValue(1);
    assertThat(rows.events(id)).isEqualTo("session READY");
  }

  @Test
  void aSessionWhoseLoaderDiedIsLoadedByWhoAsksForIt() throws Exception {
    series.await(key(), false, PATIENCE);

    assertThat(state()).isEqualTo("READY");
  }

  @Test
  void whatFailedForAReasonThatPassesIsLoadedAgainAndOtherFailuresStay() throws Exception {
    fails(new ApiException(ErrorCode.PACS_TIMEOUT, "too slow"));
    load();
    source.gives = () -> patient("A");

    series.await(key(), false, PATIENCE);
    assertThat(state()).startsWith("FAILED");
    series.await(key(), true, PATIENCE);

    assertThat(state()).isEqualTo("READY");
    assertThat(rows.events(id)).isEqualTo("session FAILED, session READY");
  }

  @Test
  void aClosedSessionIsNotWaitedFor() throws Exception {
    rows.sql().run("update annotation_session set state = 'CLOSED' where id = '" + id + "'");

    series.await(key(), true, PATIENCE);

    assertThat(source.readings).hasValue(0);
  }

  @Test
  void aReadySessionWhoseSeriesLeftMemoryReadsItAgain() throws Exception {
    load();
    supply.forget(key().seriesKey());

    series.await(key(), false, PATIENCE);
    supply.forget(key().seriesKey());

    assertThat(series.of(key()).volume()).isNotNull();
    assertThat(source.readings).hasValue(3);
    assertThat(state()).isEqualTo("READY");
  }

  @Test
  void howLoadingEndedIsWrittenDownOnceTheDatabaseIsBack() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    series =
        series(
            new SessionPatients(sessions, audit) {
              @Override
              boolean know(AnnotationSession session, LoadedSeries loaded) {
                if (tries.incrementAndGet() < 3) {
                  throw new IllegalStateException("the database is away");
                }
                return super.know(session, loaded);
              }
            });
    load();
    assertThat(state()).isEqualTo("LOADING");

    series.settleLater();
    assertThat(state()).isEqualTo("LOADING");
    series.settleLater();
    series.settleLater();

    assertThat(state()).isEqualTo("READY");
    assertThat(tries).hasValue(3);
    assertThat(rows.events(id)).isEqualTo("session READY");
  }

  @Test
  void aSeriesThatIsAnotherPatientsByNowIsInTheAuditTrailOnce() throws Exception {
    SessionPatients patients = new SessionPatients(sessions, audit);
    load();

    assertThat(patients.isSame(key(), patient("A"))).isTrue();
    assertThat(patients.isSame(key(), patient("B"))).isFalse();
    assertThat(patients.isSame(key(), patient("B"))).isTrue();

    assertThat(
            rows.sql()
                .count(
                    "audit_event",
                    "action = 'session.other_patient' and session_id = '" + id + "'"))
        .isEqualTo(1);
    assertThat(patients.studiesOf("B")).contains("2.25.1");
    assertThat(patients.studiesOf("A")).doesNotContain("2.25.1");
    assertThat(patients.studiesOf("")).doesNotContain("2.25.1");
  }

  @Test
  void whatWasLoadingWhenTheServiceStoppedGoesOn() throws Exception {
    UUID other = rows.session("READY");

    series.resume(new io.quarkus.runtime.StartupEvent());

    org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> state().equals("READY"));
    assertThat(rows.events(other)).isEmpty();
  }
}
