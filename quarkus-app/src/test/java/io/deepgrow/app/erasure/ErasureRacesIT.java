package io.deepgrow.app.erasure;

import static io.deepgrow.app.erasure.Erasures.ofPatient;
import static io.deepgrow.app.erasure.Erasures.ofStudy;
import static io.deepgrow.app.result.PlayedSessions.await;
import static io.deepgrow.app.result.PlayedSessions.click;
import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.get;
import static io.deepgrow.app.result.PlayedSessions.post;
import static io.deepgrow.app.result.PlayedSessions.result;
import static io.deepgrow.app.result.PlayedSessions.seriesUid;
import static io.deepgrow.app.result.PlayedSessions.studyUid;
import static io.deepgrow.app.result.PlayedSessions.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.event.SessionEvents;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.PacsWays;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasing while others work, send and listen, and when the PACS has changed its mind. */
@QuarkusTest
@TestProfile(Erasures.Quick.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ErasureRacesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DISCARD = ",\"discardUnsent\":true";

  @Inject SessionEvents events;
  @Inject DataSource database;

  @AfterEach
  void playNoMore() {
    PlayedPacs.pacs.with(PacsWays.friendly());
  }

  private static DicomFile moved(DicomFile file) {
    return new DicomFile(
        file.syntax(),
        file.dataSet().deepCopy().setString(Tag.PATIENT_ID, "MOVED"),
        file.pixelData());
  }

  @Test
  void aStudyThatThePacsGaveToAnotherIsFoundByWhatIsHeldHere() {
    String session = clicked(2, "a");
    await(session, submit(session), "VERIFIED");
    PlayedPacs.pacs.with(PacsWays.friendly().rewriting(ErasureRacesIT::moved));

    Response report = ofPatient(2, "");

    assertThat(report.<List<String>>path("studies[0].foundBy"))
        .as(report.asString())
        .containsExactly("RESULT", "SESSION");
    assertThat(get("/" + session).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsKeptWithAnImageOfAStudyThatThePacsHasLostGoesToo() {
    given()
        .multiPart("info", "{\"note\":\"x\"}")
        .put("/datastore/image/info?image=" + seriesUid(2))
        .then()
        .statusCode(200);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  exchange.sendResponseHeaders(404, -1);
                  return true;
                }));

    Response report = ofStudy(studyUid(2), DISCARD);

    assertThat(report.<Integer>path("rows.client_image_info")).as(report.asString()).isEqualTo(1);
  }

  @Test
  void withoutThePacsNothingIsErased() {
    String session = clicked(2, "g");
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  exchange.close();
                  return true;
                }));

    Response refused = ofPatient(2, DISCARD);

    assertThat(refused.<String>path("code")).as(refused.asString()).startsWith("pacs.");
    PlayedPacs.pacs.with(PacsWays.friendly());
    assertThat(get("/" + session).statusCode()).isEqualTo(200);
  }

  @Test
  void resultsThatAreNotVerifiedAreCountedAndLostOnlyOnRequest() {
    PlayedPacs.pacs.with(PacsWays.friendly().refusing(409, 0xA778, "no"));
    String session = clicked(1, "b");
    await(session, submit(session), "REJECTED");
    await(session, submit(session), "REJECTED");

    Response refused = ofPatient(1, "");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.<String>path("code")).isEqualTo("erasure.unsent");
    assertThat(refused.<String>path("detail")).startsWith("2 results");
    assertThat(get("/" + session).statusCode()).isEqualTo(200);
    assertThat(ofPatient(1, ",\"dryRun\":true").<Integer>path("studies[0].unsentResults"))
        .isEqualTo(2);
    ofPatient(1, DISCARD).then().statusCode(200);
    assertThat(get("/" + session).statusCode()).isEqualTo(404);
  }

  @Test
  void aResultOnItsWayAtThisMomentIsNotTorn() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  if (exchange.getRequestMethod().equals("POST")) {
                    sending.countDown();
                    awaitQuietly(goOn);
                  }
                  return false;
                }));
    String session = clicked(1, "c");
    try {
      String id = submit(session);
      sending.await();

      for (String more : List.of("", DISCARD)) {
        Response refused = ofStudy(studyUid(1), more);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(409);
        assertThat(refused.<String>path("code")).isEqualTo("erasure.sending");
        assertThat(refused.<String>path("detail")).contains(id);
      }
      assertThat(result(session, id).<String>path("state")).isEqualTo("PENDING");
      goOn.countDown();
      String sop = await(session, id, "VERIFIED").path("sopInstanceUid");

      assertThat(ofStudy(studyUid(1), "").<List<String>>path("studies[0].segmentationsInPacs"))
          .contains(sop);
    } finally {
      goOn.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aResultThatArrivedWithoutAnAnswerIsListedAsLyingInThePacs() {
    String session = clicked(1, "d");
    String id = submit(session);
    String sop = await(session, id, "VERIFIED").path("sopInstanceUid");
    doubt(id);

    Response report = ofStudy(studyUid(1), DISCARD);

    assertThat(report.<List<String>>path("studies[0].segmentationsInPacs"))
        .as(report.asString())
        .contains(sop);
  }

  private void doubt(String id) {
    try {
      new Tables(database)
          .run(
              "update stored_result set state = 'REJECTED', stored_at = null, attempts = 1 where id"
                  + " = '"
                  + id
                  + "'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverWorksOnAStudyThatIsErasedIsRefusedByName() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Queue<String> session = new ConcurrentLinkedQueue<>(List.of(clicked(3, "e")));
    Map<Integer, Queue<Response>> answers =
        Map.of(
            0, new ConcurrentLinkedQueue<>(),
            1, new ConcurrentLinkedQueue<>(),
            2, new ConcurrentLinkedQueue<>());
    ExecutorService workers = Executors.newFixedThreadPool(3);
    for (int n = 0; n < 3; n++) {
      int worker = n;
      workers.execute(
          () -> {
            for (int turn = 0; !over.get(); turn++) {
              answers.get(worker).add(call(worker, turn, session.element()));
            }
          });
    }
    try {
      for (int round = 0; round < 8; round++) {
        String erased = session.element();
        int seen = answers.get(0).size();
        Awaitility.await().atMost(PATIENCE).until(() -> answers.get(0).size() > seen + 1);
        ofStudy(studyUid(3), DISCARD).then().statusCode(200);
        assertThat(click(erased, 20).<String>path("code")).isEqualTo("session.not_found");
        session.add(clicked(3, "e" + round));
        session.remove();
      }
    } finally {
      over.set(true);
      workers.shutdown();
      assertThat(workers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(answers.values().stream().flatMap(Queue::stream))
        .allSatisfy(a -> assertThat(a.statusCode()).as(a.asString()).isIn(200, 201, 404, 409, 422));
    assertThat(answers.values().stream().flatMap(Queue::stream).filter(a -> a.statusCode() == 404))
        .isNotEmpty()
        .allSatisfy(
            a -> assertThat(a.<String>path("code")).matches("(session|segment|request)\\..*"));
  }

  private static Response call(int worker, int turn, String session) {
    return switch (worker) {
      case 0 -> click(session, 16 + turn % 16, "k" + turn);
      case 1 -> post("/" + session + "/segments", "{\"structure\":\"liver\"}");
      default ->
          turn % 2 == 0
              ? post("/" + session + "/segments/1/undo?scope=ALL", "{}")
              : post("/" + session + "/segments/1/edits", "{\"operation\":\"fill-holes\"}");
    };
  }

  @Test
  void whoListensIsToldAndTheStreamEnds() throws Exception {
    String session = clicked(1, "f");
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    events
        .of(UUID.fromString(session), OptionalLong.empty())
        .subscribe()
        .with(e -> heard.add(e.type() + " " + e.detail()), failure -> {}, ended::countDown);

    ofStudy(studyUid(1), DISCARD).then().statusCode(200);

    Awaitility.await().atMost(PATIENCE).until(() -> heard.contains("session ERASED"));
    assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(get("/" + session + "/events").statusCode()).isEqualTo(404);
  }
}
