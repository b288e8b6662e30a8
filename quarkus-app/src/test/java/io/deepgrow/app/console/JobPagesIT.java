package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of jobs, as plain forms. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class JobPagesIT {

  private static final String JOBS = "/console/routing/jobs";
  private static final String QUEUES = "/console/routing/queues";
  private static final String LETTERS = "/console/routing/dead-letters";
  private static final String STUDY = "2.25.88001";

  @Inject DataSource database;

  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    if (new Sql(database).count("account", "name = 'job-pages'") == 0) {
      People.create("job-pages", "OPERATOR");
    }
    operator = People.as("job-pages");
  }

  private RequestSpecification as() {
    return given().spec(operator).redirects().follow(false);
  }

  private String page(String path) {
    Response answer = as().get(path);
    assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).doesNotContain("NOT_FOUND");
    return answer.asString();
  }

  private Response post(String path, Map<String, String> form) {
    return as().formParams(form).post(path);
  }

  private String prepare(String series) {
    return given()
        .spec(operator)
        .contentType(ContentType.JSON)
        .body(Map.of("studyUid", STUDY, "seriesUid", series, "action", Map.of("action", "PREPARE")))
        .post("/api/v1/routing/jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void awaitOnPage(String id, String words) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> page(JOBS + "/" + id).contains(words));
  }

  @Test
  void aKindIsPausedByNameAndItsJobsAreSteeredOnTheirPage() {
    assertThat(post(QUEUES + "/PREPARE/pause", Map.of()).header("Location"))
        .endsWith("?done=queue_paused");
    String id;
    try {
      assertThat(page(QUEUES)).contains("paused</span> by job-pages", "Resume jobs of the kind");
      id = prepare("2.25.88101");
      assertThat(page(JOBS + "/" + id))
          .contains("Nobody has begun", STUDY, "2.25.88101", "by job-pages", "Cancel the job");
      assertThat(page(JOBS + "?state=WAITING&kind=PREPARE&study=" + STUDY))
          .contains("/console/routing/jobs/" + id, "Waiting");

      assertThat(post(JOBS + "/" + id + "/priority", Map.of("priority", "9")).header("Location"))
          .endsWith("?done=job_priority");
      Response wrong = post(JOBS + "/" + id + "/priority", Map.of("priority", "0"));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.asString()).contains("priority is 1");

      Response unconfirmed = post(JOBS + "/" + id + "/cancellation", Map.of("confirm", "yes"));
      assertThat(unconfirmed.statusCode()).isEqualTo(400);
      assertThat(unconfirmed.asString()).contains("type " + id.substring(0, 8));
      assertThat(
              post(JOBS + "/" + id + "/cancellation", Map.of("confirm", id.substring(0, 8)))
                  .header("Location"))
          .endsWith("?done=job_cancelled");
      assertThat(page(JOBS + "/" + id + "?done=job_cancelled"))
          .contains("The job is cancelled", "Cancelled")
          .doesNotContain("Cancel the job");
    } finally {
      assertThat(post(QUEUES + "/PREPARE/resume", Map.of()).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void whatIsDoneShowsItsAttemptsAsBarsAndAsATable() {
    String id = prepare("2.25.88102");
    awaitOnPage(id, "Done</p>");
    assertThat(page(JOBS + "/" + id))
        .contains("20 slices", "<svg class=\"chart attempts\"", "How it ended", "Done</span>");
    assertThat(post(JOBS + "/" + id + "/retry", Map.of()).statusCode()).isEqualTo(409);
  }

  @Test
  void whatWasGivenUpIsGroupedByItsReasonAndRetriedTogether() {
    String id = prepare("2.25.200");
    awaitOnPage(id, "Given up");
    assertThat(page(LETTERS)).contains("series.missing_slices", "2 slices are missing");
    Response retried = post(LETTERS + "/retry", Map.of("code", "series.missing_slices"));
    assertThat(retried.statusCode()).isEqualTo(303);
    assertThat(page(retried.header("Location"))).contains("done again.");
    awaitOnPage(id, "Given up");
    assertThat(post(JOBS + "/" + id + "/retry", Map.of()).header("Location"))
        .endsWith("?done=job_retried");
    awaitOnPage(id, "Given up");
  }

  @Test
  void aJobThatIsNotThereHasAPageThatSaysSo() {
    Response none = as().get(JOBS + "/" + UUID.randomUUID());
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.asString()).contains("There is no job", "deepgrow.retention.jobs");
    assertThat(as().get(JOBS + "?study=no").statusCode()).isEqualTo(400);
    assertThat(page(JOBS + "?study=2.25.1234509876")).contains("There is no such job");
  }
}
