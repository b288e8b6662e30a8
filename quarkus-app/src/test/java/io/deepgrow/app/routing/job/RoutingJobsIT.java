package io.deepgrow.app.routing.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs by the API, on a real database and network and a played PACS. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class RoutingJobsIT {

  private static final String JOBS = "/api/v1/routing/jobs";
  private static final String QUEUES = "/api/v1/routing/queues";
  private static final String CONNECTIONS = "/api/v1/admin/connections";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<String, Object> CENTRE =
      Map.of("from", "BODY", "left", 0.5, "back", 0.5, "head", 0.5);

  /** At a corner of what is bright; of the two clicks beside it one is inside and one is not. */
  private static final Map<String, Object> CORNER =
      Map.of("from", "PATIENT", "x", 66, "y", 28, "z", 52);

  @Inject DataSource database;
  @Inject WorkQueue queue;

  private final FakePacs pacs = FakePacs.of(List.of());
  private Sql sql;
  private RequestSpecification operator;
  private String connection = "";
  private String connectionId = "";
  private String study = "";

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'steers-jobs'") == 0) {
      People.create("steers-jobs", "OPERATOR");
    }
    operator = People.as("steers-jobs");
    connection = "jobs-" + NUMBER.incrementAndGet();
    study = "2.25.9977" + NUMBER.get();
    connectionId = connect(connection, pacs);
  }

  private static String connect(String name, FakePacs to) {
    return json(People.admin())
        .body(
            Map.of(
                "name",
                name,
                "settings",
                Map.of(
                    "root", to.base().toString(),
                    "role", "BOTH",
                    "dialect", "GENERIC",
                    "authentication", "NONE")))
        .post(CONNECTIONS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** What is away afterwards is not enabled any more: erasing asks all that are. */
  private static void disable(String id) {
    json(People.admin()).body("{\"enabled\":false}").put(CONNECTIONS + "/" + id + "/enabled");
  }

  @AfterEach
  void end() {
    disable(connectionId);
    pacs.close();
  }

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private Map<String, Object> order(String series, Map<String, Object> action) {
    return Map.of(
        "connection", connection, "studyUid", study, "seriesUid", series, "action", action);
  }

  private ValidatableResponse post(String path, Object body) {
    return json(operator).body(body).post(path).then();
  }

  private String ordered(String series, Map<String, Object> action) {
    return post(JOBS, order(series, action)).statusCode(202).extract().path("id");
  }

  private ValidatableResponse job(String id) {
    return given().spec(operator).get(JOBS + "/" + id).then().statusCode(200);
  }

  private ValidatableResponse awaited(String id, JobState state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> JobState.valueOf(job(id).extract().path("job.state")),
            now -> now == state || now.isEnd());
    return job(id).body("job.state", equalTo(state.name()));
  }

  private static Map<String, Object> spleen(Map<String, Object> seed, double minConfidence) {
    return Map.of(
        "action",
        "SEGMENT",
        "targets",
        List.of(Map.of("structure", "spleen", "seed", seed)),
        "minConfidence",
        minConfidence);
  }

  private void awaitVerified(String id) {
    String outputs = "job.outputs.";
    String path =
        "/api/v1/sessions/"
            + job(id).extract().path(outputs + "session")
            + "/results/"
            + job(id).extract().path(outputs + "result");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "VERIFIED".equals(given().spec(operator).get(path).path("state")));
  }

  private long segs() {
    return pacs.files().stream()
        .filter(f -> f.dataSet().string(Tag.MODALITY).equals(Optional.of("SEG")))
        .count();
  }

  private void left(String id) {
    QuarkusTransaction.requiringNew()
        .run(() -> queue.enqueue(JobWork.KIND, UUID.fromString(id), Instant.now(), 5));
  }

  private void pause(String deed) {
    post(QUEUES + "/SEGMENT/" + deed, Map.of()).statusCode(200);
  }

  @Test
  void aSeedInTheBodyBecomesOneVerifiedSegmentationAndTheSameOrderIsTheSameJob() {
    String id = ordered("2.25.100", spleen(CENTRE, 0));
    awaited(id, JobState.DONE)
        .body("job.outputs.agreements[0].structure", equalTo("spleen"))
        .body("job.orderedBy", equalTo("steers-jobs"))
        .body("attempts", hasSize(1))
        .body("attempts[0].outcome", equalTo("DONE"));
    awaitVerified(id);

    assertThat(ordered("2.25.100", spleen(CENTRE, 0))).isEqualTo(id);
    assertThat(ordered("2.25.100", spleen(Map.of("from", "PATIENT", "x", 48, "y", 48, "z", 40), 0)))
        .isNotEqualTo(id);
    assertThat(segs()).isEqualTo(1);
    given()
        .spec(operator)
        .get(JOBS + "?state=DONE&kind=SEGMENT&study=" + study)
        .then()
        .statusCode(200)
        .body("jobs.id", hasItem(id));
  }

  @Test
  void aProcessThatDiedAnywhereLeavesOneSegmentationWhenItIsDoneOnceMore() throws Exception {
    pause("pause");
    String id;
    try {
      id = ordered("2.25.100", spleen(CENTRE, 0));
      given()
          .spec(operator)
          .get(QUEUES)
          .then()
          .body("find { it.kind == 'SEGMENT' }.paused.by", equalTo("steers-jobs"))
          .body("find { it.kind == 'SEGMENT' }.waiting", not(equalTo(0)));
      die(id);
    } finally {
      pause("resume");
    }
    left(id);
    awaited(id, JobState.DONE)
        .body("attempts.outcome", equalTo(List.of("DIED", "DONE")))
        .body("attempts.number", equalTo(List.of(1, 2)));
    awaitVerified(id);
    String session = job(id).extract().path("job.outputs.session");

    // the end itself was lost: all is there, and found again
    die(id);
    left(id);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> job(id).extract().<List<?>>path("attempts").size() >= 3);
    awaited(id, JobState.DEAD)
        .body("job.failureCode", equalTo("routing.poison"))
        .body("job.failure", containsString("twice"));
    post(JOBS + "/" + id + "/retry", Map.of()).statusCode(200).body("state", equalTo("WAITING"));
    awaited(id, JobState.DONE)
        .body("job.outputs.session", equalTo(session))
        .body("attempts.outcome", equalTo(List.of("DIED", "DONE", "DIED", "DONE")));

    assertThat(segs()).isEqualTo(1);
    assertThat(sql.count("stored_result", "session_id = '" + session + "'")).isEqualTo(1);
    assertThat(sql.count("audit_event", "object_id = '" + id + "' and action = 'routing.job_dead'"))
        .isEqualTo(1);
  }

  /** As if the process had ended in the middle of an attempt. */
  private void die(String id) throws Exception {
    sql.run("delete from queue_batch where task_instance = '" + id + "'");
    sql.run(
        "update routing_job set state = 'RUNNING', turn = turn + 1, ended_at = null where id = '"
            + id
            + "'");
    sql.run(
        "insert into routing_job_attempt (job_id, turn, replica, started_at) select id, turn, 'x/1',"
            + " now() from routing_job where id = '"
            + id
            + "'");
  }

  @Test
  void whatTheNetworkIsNotSureOfAPersonGetsWithTheReason() {
    Map<String, Object> unsure = new java.util.HashMap<>(spleen(CORNER, 1));
    unsure.put("otherwise", Map.of("action", "ASSIGN", "structures", List.of(), "priority", 7));
    String id = ordered("2.25.100", unsure);
    awaited(id, JobState.DONE)
        .body("job.outputs.agreements[0].agreement", lessThan(0.9f))
        .body("job.outputs.readingTask", notNullValue())
        .body("job.outputs.session", notNullValue())
        .body("job.outputs.result", nullValue());

    Map<String, Object> nobody = spleen(CORNER, 1);
    awaited(ordered("2.25.100", nobody), JobState.DEAD)
        .body("job.failureCode", equalTo("routing.low_confidence"))
        .body("job.failure", containsString("not sure of spleen"));
    assertThat(segs()).isZero();
  }

  @Test
  void aCopyWaitsForItsSegmentationToBeVerifiedAndIsTheSameObjectElsewhere() {
    try (FakePacs archive = FakePacs.of(List.of())) {
      String other = connection + "-archive";
      String id = connect(other, archive);
      Map<String, Object> send =
          Map.of("action", "SEND", "connections", List.of(other), "replace", true);
      String sending = ordered("2.25.100", send);
      awaited(sending, JobState.RETRYING)
          .body("job.failure", containsString("Waits for a Segmentation"))
          .body("job.attempts", equalTo(0));

      String segmenting = ordered("2.25.100", spleen(CENTRE, 0));
      awaited(segmenting, JobState.DONE);
      awaitVerified(segmenting);
      awaited(sending, JobState.DONE).body("job.outputs.copies[0].connection", equalTo(other));

      assertThat(archive.files())
          .singleElement()
          .satisfies(
              f ->
                  assertThat(f.sopInstanceUid().value())
                      .isEqualTo(
                          job(sending).extract().path("job.outputs.copies[0].sopInstanceUid")));
      disable(id);
    }
  }

  @Test
  void aSeriesThatIsNoVolumeIsGivenUpAtOnceAndCanBeRetriedWithAllOfItsKind() {
    String id = ordered("2.25.200", Map.of("action", "PREPARE"));
    awaited(id, JobState.DEAD)
        .body("job.failureCode", equalTo("series.missing_slices"))
        .body("attempts", hasSize(1));
    post(JOBS + "/" + id + "/cancel", Map.of())
        .statusCode(409)
        .body("code", equalTo("routing.job_state"));
    post(JOBS + "/retry", Map.of("code", "series.missing_slices", "max", 100))
        .statusCode(200)
        .body("retried", greaterThanOrEqualTo(1));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> job(id).extract().<List<?>>path("attempts").size() == 2);
    awaited(id, JobState.DEAD);
  }

  @Test
  void whatIsPausedWaitsGoesInItsOrderAndCanBeCancelledAndOrderedAnew() {
    awaited(ordered("2.25.100", Map.of("action", "PREPARE")), JobState.DONE)
        .body("job.outputs.slices", equalTo(20));
    pause("pause");
    try {
      String id = ordered("2.25.101", spleen(CENTRE, 0));
      job(id).body("job.state", equalTo("WAITING"));
      post(JOBS + "/" + id + "/priority", Map.of("priority", 9))
          .statusCode(200)
          .body("priority", equalTo(9));
      post(JOBS + "/" + id + "/priority", Map.of("priority", 10)).statusCode(400);
      post(JOBS + "/" + id + "/cancel", Map.of())
          .statusCode(200)
          .body("state", equalTo("CANCELLED"));
      post(JOBS + "/" + id + "/retry", Map.of()).statusCode(409);
      assertThat(ordered("2.25.101", spleen(CENTRE, 0))).isNotEqualTo(id);
      post(JOBS + "/" + ordered("2.25.101", spleen(CENTRE, 0)) + "/cancel", Map.of());
    } finally {
      pause("resume");
    }
  }

  @Test
  void anOrderThatCanNeverBeDoneIsRefusedByName() {
    post(JOBS, order("2.25.100", spleen(CENTRE, 2)))
        .statusCode(422)
        .body("code", equalTo("routing.action_unusable"))
        .body("detail", containsString("minConfidence"));
    post(JOBS, order("2.25.100", Map.of("action", "NOTIFY", "receiver", "nobody")))
        .statusCode(422)
        .body("detail", containsString("nobody"));
    post(JOBS, order("2.25.100", Map.of("action", "BURN"))).statusCode(400);
    post(JOBS, order("no uid", Map.of("action", "PREPARE"))).statusCode(400);
    given()
        .spec(operator)
        .get(JOBS + "/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("routing.job_not_found"));
  }
}
