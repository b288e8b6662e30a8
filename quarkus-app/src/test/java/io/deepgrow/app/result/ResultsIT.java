package io.deepgrow.app.result;

import static io.deepgrow.app.result.PlayedSessions.await;
import static io.deepgrow.app.result.PlayedSessions.click;
import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.opened;
import static io.deepgrow.app.result.PlayedSessions.post;
import static io.deepgrow.app.result.PlayedSessions.result;
import static io.deepgrow.app.result.PlayedSessions.studyUid;
import static io.deepgrow.app.result.PlayedSessions.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.PacsWays;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results on their way to a PACS that plays every trick. */
@QuarkusTest
@TestProfile(ResultsIT.Quick.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ResultsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Attempts follow one another soon. */
  public static class Quick implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.results.retry", "100ms",
          "deepgrow.results.max-retry", "300ms",
          "quarkus.hibernate-orm.statistics", "true",
          "quarkus.http.test-port", "0");
    }
  }

  @Inject SessionFactory hibernate;
  @Inject DataSource database;
  @Inject ResultMeters waiting;

  @AfterEach
  void playNoMore() {
    PlayedPacs.pacs.with(PacsWays.friendly());
  }

  @Test
  void manySavesWithOneKeyAtOnceAreOneResultAndOneAnswer() throws Exception {
    String session = clicked(1);
    ExecutorService callers = Executors.newFixedThreadPool(20);
    List<CompletableFuture<Response>> answers = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> post("/" + session + "/results", "{}", "same"), callers));
    }
    List<String> ids = new ArrayList<>();
    for (CompletableFuture<Response> answer : answers) {
      ids.add(answer.join().then().statusCode(202).extract().path("id"));
    }
    callers.shutdown();

    assertThat(ids).hasSize(20).containsOnly(ids.get(0));
    await(session, ids.get(0), "VERIFIED");
    given().get("/api/v1/sessions/" + session + "/results").then().extract().path("size()");
  }

  @Test
  void howLongTheOldestResultWaitsIsToldWhileThePacsIsAway() throws Exception {
    String session = clicked(1);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  exchange.sendResponseHeaders(503, -1);
                  exchange.close();
                  return true;
                }));
    String id = post("/" + session + "/results", "{}", "waits").path("id");

    waiting.look();

    assertThat(metric("deepgrow_results_waiting")).isPositive();
    assertThat(metric("deepgrow_results_oldest_waiting_seconds")).isPositive();
    playNoMore();
    await(session, id, "VERIFIED");
  }

  private static double metric(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  @Test
  void aKeyThatCameWithAnotherNameOrForOtherMasksIsRefused() {
    String session = clicked(1);
    String results = "/" + session + "/results";
    post(results, "{\"name\":\"First\"}", "k").then().statusCode(202);

    assertThat(post(results, "{\"name\":\"First\"}", "k").statusCode()).isEqualTo(202);
    assertThat(post(results, "{\"name\":\"Second\"}", "k").statusCode()).isEqualTo(422);
    click(session, 20).then().statusCode(200);
    assertThat(post(results, "{\"name\":\"First\"}", "k").<String>path("code"))
        .isEqualTo("idempotency.key_reused");
  }

  @Test
  void aKeyThatCameBeforeTheSegmentWasNamedOtherwiseIsRefused() {
    String session = clicked(1);
    String results = "/" + session + "/results";
    post(results, "{}", "n").then().statusCode(202);
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"liver\",\"label\":\"Renamed\"}")
        .patch("/api/v1/sessions/" + session + "/segments/1")
        .then()
        .statusCode(200);

    assertThat(post(results, "{}", "n").<String>path("code")).isEqualTo("idempotency.key_reused");
  }

  @Test
  void anAnswerThatCannotBeReadHoldsUpNoOtherResult() {
    String poisoned = clicked(1);
    String healthy = clicked(2);
    String study = studyUid(1);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  String uri = exchange.getRequestURI().toString();
                  boolean post = exchange.getRequestMethod().equals("POST");
                  if (!uri.contains(study)) {
                    return false;
                  }
                  byte[] bad = "[{\"00080018\":".getBytes(StandardCharsets.UTF_8);
                  exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
                  exchange.sendResponseHeaders(post ? 503 : 200, bad.length);
                  exchange.getResponseBody().write(bad);
                  return true;
                }));

    String first = submit(poisoned);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> result(poisoned, first).<Integer>path("attempts") > 2);
    await(healthy, submit(healthy), "VERIFIED");
    assertThat(result(poisoned, first).<String>path("reason")).startsWith("Not through yet");
    PlayedPacs.pacs.with(PacsWays.friendly());
    await(poisoned, first, "VERIFIED");
  }

  @Test
  void anAnswerThatNeverEndsHoldsUpNoOtherResult() {
    String slow = clicked(1);
    String healthy = clicked(2);
    String study = studyUid(1);
    CountDownLatch hung = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  if (!exchange.getRequestURI().toString().contains(study)
                      || !exchange.getRequestMethod().equals("POST")) {
                    return false;
                  }
                  hung.countDown();
                  try {
                    over.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return false;
                }));
    try {
      String first = submit(slow);
      hung.await();

      await(healthy, submit(healthy), "VERIFIED");

      assertThat(result(slow, first).<String>path("state")).isEqualTo("PENDING");
      over.countDown();
      await(slow, first, "VERIFIED");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  @Test
  void askingForAResultReadsNoneOfItsBytes() {
    String session = clicked(1);
    String id = submit(session);
    await(session, id, "VERIFIED");
    hibernate.getStatistics().clear();

    result(session, id).then().statusCode(200);
    given().get("/api/v1/sessions/" + session + "/results").then().statusCode(200);

    assertThat(
            hibernate
                .getStatistics()
                .getEntityStatistics(StoredResult.class.getName())
                .getLoadCount())
        .isZero();
  }

  @Test
  void aSenderThatDiedIsFollowedByAnotherAndWhatItFindsOutLateIsNotWrittenDown() throws Exception {
    String session = clicked(1);
    UUID id = UUID.fromString(submit(session));
    await(session, id.toString(), "VERIFIED");
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update stored_result set state = 'PENDING', next_attempt = now() + interval '2"
                    + " seconds', claim = claim + 1 where id = ?")) {
      update.setObject(1, id);
      update.executeUpdate();
    }

    Response again = await(session, id.toString(), "VERIFIED");
    assertThat(again.<Integer>path("attempts")).isGreaterThan(1);
    long copies =
        PlayedPacs.pacs.files().stream()
            .filter(f -> f.sopInstanceUid().value().equals(again.path("sopInstanceUid")))
            .count();
    assertThat(copies).isEqualTo(1);
  }

  @Test
  void aNewSessionOnASeriesInMemoryHasThePatientOfToday() {
    String first = clicked(2);
    assertThat(first).isNotEmpty();
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .rewriting(
                file ->
                    file.dataSet().contains(Tag.SEGMENT_SEQUENCE)
                        ? file
                        : new DicomFile(
                            file.syntax(),
                            file.dataSet().deepCopy().setString(Tag.PATIENT_ID, "MOVED"),
                            file.pixelData())));

    String id = submit(first);
    Response stored = await(first, id, "VERIFIED");
    String second = clicked(2);
    Response again = await(second, submit(second), "VERIFIED");

    assertThat(stored.<String>path("note")).contains("another patient");
    assertThat(again.<String>path("note")).isNull();
    for (Response result : List.of(stored, again)) {
      DicomObject seg =
          PlayedPacs.pacs.files().stream()
              .filter(f -> f.sopInstanceUid().value().equals(result.path("sopInstanceUid")))
              .findFirst()
              .orElseThrow()
              .dataSet();
      assertThat(seg.string(Tag.PATIENT_ID)).contains("MOVED");
    }
  }

  @Test
  void aSessionThatFailedWhileThePacsFlickeredLoadsWhenItIsAskedForAgain() {
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  exchange.close();
                  return true;
                }));
    Response failed = opened(3);
    assertThat(failed.<String>path("state")).as(failed.asString()).isEqualTo("FAILED");
    String id = failed.path("id");

    PlayedPacs.pacs.with(PacsWays.friendly());
    Response again = given().get("/api/v1/sessions/" + id + "?wait=PT60S");

    assertThat(again.<String>path("state")).as(again.asString()).isEqualTo("READY");
  }
}
