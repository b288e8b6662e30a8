package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.MovedClock;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.LoadedSeries;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One result on its way, step by step, with a PACS and others who meddle at the worst moment. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class ResultSenderIT {

  private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");

  /** What happens at a moment of an attempt. */
  @FunctionalInterface
  private interface Meddling {
    void happens() throws SQLException;
  }

  @Inject EntityManager entities;
  @Inject DataSource database;
  @Inject SessionService sessions;
  @Inject AuditTrail audit;
  @Inject SessionEventLog events;
  @Inject DeepgrowConfig config;

  private final MovedClock clock = MovedClock.at(NOW);
  private final FakePacs pacs = FakePacs.of(CtSlices.axial(5));
  private final StoredResult result = new StoredResult();
  private SessionRows rows;
  private ResultSender sender;
  private Optional<Instant> quiet = Optional.empty();

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    DicomWebConfig once =
        DicomWebConfig.of(pacs.base()).with(Duration.ofSeconds(20), 1, Duration.ofMillis(1));
    DicomWebClient client = new DicomWebClient(once);
    sender =
        new ResultSender(
            new Outbox(entities),
            new Claims(entities, clock),
            new QuietPacs(client),
            new Comparison(),
            sessions,
            audit,
            events,
            config,
            clock);
    LoadedSeries series = SegSamples.series();
    byte[] seg =
        SegMaker.single(
                SegSamples.writer(SegOptions.standard()), series, SegSamples.segments(series))
            .bytes();
    DicomObject header = DicomReader.read(seg, DicomLimits.standard()).dataSet();
    result.id = UUID.randomUUID();
    result.sessionId = rows.session("READY");
    result.studyUid = header.string(Tag.STUDY_INSTANCE_UID).orElseThrow();
    result.seriesUid = header.string(Tag.SERIES_INSTANCE_UID).orElseThrow();
    result.sopUid = header.string(Tag.SOP_INSTANCE_UID).orElseThrow();
    result.createdAt = NOW;
    result.dataset = seg;
    QuarkusTransaction.requiringNew().run(() -> new Outbox(entities).add(result));
  }

  @AfterEach
  void end() throws Exception {
    pacs.close();
    rows.delete();
  }

  /** One PACS, which has quiet hours when a test says so. */
  private final class QuietPacs implements PacsClients {

    private final DicomWebClient client;

    QuietPacs(DicomWebClient client) {
      this.client = client;
    }

    @Override
    public DicomWebClient client(ConnectionId id) {
      return client;
    }

    @Override
    public Optional<Instant> quietUntil(ConnectionId id) {
      return quiet;
    }
  }

  private String column(String name) throws SQLException {
    return rows.column("stored_result", name, result.id);
  }

  private long stored() {
    return pacs.files().stream()
        .filter(f -> f.sopInstanceUid().value().equals(result.sopUid))
        .count();
  }

  /** Does something once, right before the PACS answers a call of that method. */
  private void before(String method, Meddling meddling) {
    AtomicBoolean first = new AtomicBoolean(true);
    pacs.with(
        PacsWays.friendly()
            .before(
                (HttpExchange exchange) -> {
                  if (exchange.getRequestMethod().equals(method) && first.getAndSet(false)) {
                    try {
                      meddling.happens();
                    } catch (SQLException e) {
                      throw new UncheckedIOException(new java.io.IOException(e));
                    }
                  }
                  return false;
                }));
  }

  private void anotherTakesIt() throws SQLException {
    rows.sql()
        .run(
            "update stored_result set claim = claim + 1, held_until = '2100-01-01 00:01:00Z'"
                + " where id = '"
                + result.id
                + "'");
  }

  @Test
  void isStoredReadBackAndToldToWhoListensInOneRun() throws Exception {
    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    assertThat(column("state")).isEqualTo("VERIFIED");
    assertThat(stored()).isEqualTo(1);
    assertThat(rows.events(result.sessionId))
        .isEqualTo("result %s:STORED, result %s:VERIFIED".formatted(result.id, result.id));
  }

  @Test
  void aPacsThatIsBusyIsTriedAgainLaterAndNobodyIsToldOfAChangeThatIsNone() throws Exception {
    pacs.with(PacsWays.friendly().refusing(503, -1, ""));

    assertThat(sender.run(result.id))
        .isEqualTo(new Next.Again(NOW.plus(config.results().maxRetry())));
    assertThat(column("state")).isEqualTo("PENDING");
    assertThat(column("reason")).startsWith("Not through yet");
    assertThat(rows.events(result.sessionId)).isEmpty();

    pacs.with(PacsWays.friendly());
    clock.moveBy(config.results().maxRetry());
    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());
    assertThat(column("attempts")).isEqualTo("2");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void quietHoursHoldNoFirstAttemptBackButEveryLaterOneToTheirEnd() throws Exception {
    Instant end = NOW.plus(Duration.ofHours(6));
    quiet = Optional.of(end);
    pacs.with(PacsWays.friendly().refusing(503, -1, ""));
    sender.run(result.id);
    assertThat(pacs.requests()).as("the first goes out").anyMatch(r -> r.startsWith("POST"));

    pacs.with(PacsWays.friendly());
    pacs.requests().clear();
    clock.moveBy(config.results().maxRetry());
    assertThat(sender.run(result.id)).isEqualTo(new Next.Again(end));
    assertThat(column("reason")).contains("quiet hours");
    assertThat(pacs.requests()).isEmpty();

    quiet = Optional.empty();
    clock.moveTo(end);
    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());
    assertThat(column("state")).isEqualTo("VERIFIED");
  }

  @Test
  void aRefusalForGoodEndsHereAndCountsAsDead() throws Exception {
    long before = sender.dead();
    pacs.with(PacsWays.friendly().refusing(409, 0xA771, "no such class"));

    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    assertThat(column("state")).isEqualTo("REJECTED");
    assertThat(column("reason")).contains("0xA771");
    assertThat(sender.dead()).isEqualTo(before + 1);
    assertThat(sender.open()).noneMatch(due -> due.row().equals(result.id));
    assertThat(rows.events(result.sessionId)).endsWith(":REJECTED");
  }

  @Test
  void nothingIsSentOnceTheTurnIsLost() throws Exception {
    before("GET", this::anotherTakesIt);

    assertThat(sender.run(result.id)).isInstanceOf(Next.Again.class);

    assertThat(stored()).isZero();
    assertThat(column("state || attempts || claim")).isEqualTo("PENDING02");
    assertThat(column("reason")).isEqualTo("null");
  }

  @Test
  void whoLosesTheTurnWhileSendingWritesNothingAndTheNextStoresNothingTwice() throws Exception {
    before("POST", this::anotherTakesIt);

    assertThat(sender.run(result.id)).isInstanceOf(Next.Again.class);
    assertThat(column("state || attempts || claim")).isEqualTo("PENDING02");
    assertThat(rows.events(result.sessionId)).isEmpty();
    assertThat(stored()).isEqualTo(1);

    clock.moveBy(Duration.ofMinutes(2));
    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());
    assertThat(column("state || claim")).isEqualTo("VERIFIED4");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void whatIsErasedWhileItIsSentComesBackInNoTable() throws Exception {
    before(
        "POST",
        () -> {
          String where = "'" + result.id + "'";
          rows.sql().run("delete from stored_result_bytes where result_id = " + where);
          rows.sql().run("delete from stored_result where id = " + where);
        });

    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    assertThat(rows.sql().count("stored_result", "id = '" + result.id + "'")).isZero();
    assertThat(rows.events(result.sessionId)).isEmpty();
  }

  @Test
  void aLongAttemptKeepsItsTurnAsLongAsItLives() throws Exception {
    before(
        "POST",
        () -> {
          clock.moveBy(Duration.ofSeconds(14));
          sender.renew();
          clock.moveBy(Duration.ofSeconds(14));
          assertThat(column("held_until > '2100-01-01 00:00:28Z'")).isEqualTo("t");
        });

    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    assertThat(column("state || claim")).isEqualTo("VERIFIED2");
    sender.renew();
    assertThat(column("held_until")).isEqualTo("null");
  }

  @Test
  void whatHasLostItsBytesIsNotTriedForEver() throws Exception {
    rows.sql().run("delete from stored_result_bytes where result_id = '" + result.id + "'");

    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    assertThat(column("state")).isEqualTo("REJECTED");
    assertThat(column("reason")).contains("store it again");
    assertThat(pacs.requests()).isEmpty();
  }

  @Test
  void aStudyOfAnotherPatientByNowIsWrittenDownBeforeItIsSent() throws Exception {
    pacs.with(
        PacsWays.friendly()
            .rewriting(
                file ->
                    file.dataSet().contains(Tag.SEGMENT_SEQUENCE)
                        ? file
                        : new DicomFile(
                            file.syntax(),
                            file.dataSet().deepCopy().setString(Tag.PATIENT_ID, "OTHER"),
                            file.pixelData())));

    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());

    byte[] sent =
        QuarkusTransaction.requiringNew()
            .call(() -> new Outbox(entities).dataset(result.id))
            .orElseThrow();
    assertThat(DicomReader.read(sent, DicomLimits.standard()).dataSet().string(Tag.PATIENT_ID))
        .contains("OTHER");
    assertThat(column("note")).isEqualTo(ResultSender.OTHER_PATIENT);
    assertThat(column("state")).isEqualTo("VERIFIED");
    assertThat(
            rows.sql()
                .count(
                    "audit_event",
                    "action = 'result.other_patient' and session_id = '%s' and sop_uid = '%s'"
                        .formatted(result.sessionId, result.sopUid)))
        .isEqualTo(1);
  }

  @Test
  void anObjectThatThePacsHidesIsLookedForAgainAndFoundInTheEnd() throws Exception {
    pacs.with(PacsWays.friendly().showing(f -> !f.dataSet().contains(Tag.SEGMENT_SEQUENCE)));

    assertThat(sender.run(result.id)).isInstanceOf(Next.Again.class);
    assertThat(column("state || attempts || checks")).isEqualTo("STORED11");

    pacs.with(PacsWays.friendly());
    clock.moveBy(Duration.ofHours(1));
    assertThat(sender.run(result.id)).isEqualTo(new Next.Done());
    assertThat(column("state || attempts || checks")).isEqualTo("VERIFIED12");
  }

  @Test
  void anObjectThatNeverShowsEndsAfterSomeLooks() throws Exception {
    pacs.with(PacsWays.friendly().showing(f -> !f.dataSet().contains(Tag.SEGMENT_SEQUENCE)));
    Next next = sender.run(result.id);
    int looks = 1;
    while (next instanceof Next.Again && looks < 50) {
      clock.moveBy(Duration.ofHours(1));
      next = sender.run(result.id);
      looks++;
    }

    assertThat(looks).isEqualTo(Delivery.CHECKS);
    assertThat(column("state || checks")).isEqualTo("REJECTED" + Delivery.CHECKS);
    assertThat(stored()).isEqualTo(1);
  }
}
