package io.deepgrow.app.review;

import static io.deepgrow.app.review.Work.REVIEWS;
import static io.deepgrow.app.review.Work.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A result from the annotator's save to the reviewer's acceptance, with real accounts. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ReviewWalkIT {

  private static final Map<String, Object> BEFORE = Map.of("review", "BEFORE_SENDING");

  @Inject DataSource database;

  private String text(String sql) throws SQLException {
    return new Sql(database).text(sql);
  }

  private String state(String result) throws SQLException {
    return text("select state from stored_result where id = '" + result + "'");
  }

  private DicomObject seg(String result) throws SQLException {
    String hex =
        text(
            "select encode(dataset, 'hex') from stored_result_bytes where result_id = '"
                + result
                + "'");
    return DicomReader.read(HexFormat.of().parseHex(hex), DicomLimits.standard()).dataSet();
  }

  private static void displayName(String account, String name) {
    json(People.admin())
        .body(Map.of("displayName", name))
        .patch("/api/v1/admin/accounts/" + account)
        .then()
        .statusCode(200);
  }

  @Test
  void aReturnedResultIsCorrectedByItsMakerAcceptedByTheSameReviewerAndNamesBoth()
      throws Exception {
    String project = Work.project("walk", BEFORE, "2.25.401");
    displayName(
        People.create("grace-walks", List.of(Map.of("role", "ANNOTATOR", "project", project))),
        "Grace Hopper");
    displayName(
        People.create("lise-walks", List.of(Map.of("role", "REVIEWER", "project", project))),
        "Lise Meitner");
    RequestSpecification grace = People.as("grace-walks");
    RequestSpecification lise = People.as("lise-walks");
    Work.open(People.admin(), "2.25.402", "2.25.402.1").statusCode(201);

    String session = Work.clicked(grace, "2.25.401", "2.25.401.1");
    Work.open(grace, "2.25.402", "2.25.402.1").statusCode(403);
    given()
        .spec(grace)
        .get("/api/v1/sessions")
        .then()
        .body("", not(hasSize(0)))
        .body("studyUid", everyItem(equalTo("2.25.401")));
    String first =
        Work.save(grace, session).body("state", equalTo("AWAITING_REVIEW")).extract().path("id");
    assertThat(text("select count(*) from queue_io where task_instance = '" + first + "'"))
        .isEqualTo("0");
    String review =
        given()
            .spec(lise)
            .queryParam("state", "AWAITED")
            .queryParam("project", project)
            .get(REVIEWS)
            .then()
            .statusCode(200)
            .body("reviews", hasSize(1))
            .body("reviews[0].annotator", equalTo("grace-walks"))
            .body("reviews[0].resultId", equalTo(first))
            .extract()
            .path("reviews[0].id");
    Work.session(grace, session).body("review.state", equalTo("AWAITED"));

    given().spec(grace).delete("/api/v1/sessions/" + session).then().statusCode(204);
    Work.giveBack(lise, review, "The hilum is not the spleen")
        .statusCode(200)
        .body("state", equalTo("RETURNED"))
        .body("reviewer", equalTo("lise-walks"));

    assertThat(state(first)).isEqualTo("WITHHELD");
    given()
        .spec(grace)
        .get("/api/v1/sessions/" + session + "?wait=PT30S")
        .then()
        .statusCode(200)
        .body("state", equalTo("READY"))
        .body("owner", equalTo("grace-walks"))
        .body("review.state", equalTo("RETURNED"))
        .body("review.comment", equalTo("The hilum is not the spleen"))
        .body("review.place.segment", equalTo(1))
        .body("review.place.k", equalTo(7))
        .body("review.reviewer", equalTo("lise-walks"));

    Work.click(grace, session, 26);
    String second = Work.save(grace, session).extract().path("id");

    given()
        .spec(lise)
        .get(REVIEWS + review)
        .then()
        .statusCode(200)
        .body("state", equalTo("SUPERSEDED"));
    String again = Work.review(grace, session);
    given()
        .spec(lise)
        .get(REVIEWS + again)
        .then()
        .body("round", equalTo(2))
        .body("reviewer", equalTo("lise-walks"))
        .body("state", equalTo("AWAITED"));
    String sop = text("select sop_uid from stored_result where id = '" + second + "'");

    Work.accept(lise, again)
        .statusCode(200)
        .body("state", equalTo("ACCEPTED"))
        .body("successorId", nullValue());

    assertThat(state(second)).isEqualTo("PENDING");
    assertThat(state(first)).isEqualTo("WITHHELD");
    DicomObject seg = seg(second);
    assertThat(seg.string(Tag.SOP_INSTANCE_UID)).contains(sop);
    assertThat(seg.string(Tag.CONTENT_CREATOR_NAME)).contains("Grace Hopper");
    DicomObject contributor = seg.item(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).orElseThrow();
    assertThat(contributor.string(Tag.OPERATORS_NAME)).contains("Lise Meitner");
    assertThat(contributor.string(Tag.CONTRIBUTION_DESCRIPTION)).contains("Reviewed and accepted");
    assertThat(
            text(
                "select string_agg(actor || ' ' || action, ', ' order by id) from audit_event where"
                    + " study_uid = '2.25.401' and session_id = '"
                    + session
                    + "'"))
        .isEqualTo(
            "grace-walks session.opened, grace-walks segment.added, grace-walks click.added,"
                + " grace-walks result.submitted, grace-walks review.awaited, grace-walks"
                + " session.closed, lise-walks session.reopened, lise-walks review.returned,"
                + " grace-walks click.added, grace-walks result.submitted, grace-walks"
                + " review.superseded, grace-walks review.awaited, lise-walks review.accepted");
    assertThat(
            text(
                "select string_agg(split_part(detail, ':', 2), ' ' order by number) from"
                    + " session_event where type = 'review' and session_id = '"
                    + session
                    + "'"))
        .isEqualTo("AWAITED RETURNED SUPERSEDED AWAITED ACCEPTED");
  }

  @Test
  void nobodyAcceptsTheirOwnWorkWhereFourEyesAreAskedFor() throws Exception {
    String project = Work.project("eyes", BEFORE, "2.25.411");
    RequestSpecification both = Work.member("both-eyes", "REVIEWER", project);
    RequestSpecification other = Work.member("other-eyes", "REVIEWER", project);
    String session = Work.clicked(both, "2.25.411", "2.25.411.1");
    String result = Work.save(both, session).extract().path("id");
    String review = Work.review(both, session);

    for (String step : List.of("accept", "claim")) {
      json(both)
          .post(REVIEWS + review + "/" + step)
          .then()
          .statusCode(403)
          .body("code", equalTo("review.own_work"))
          .body("detail", containsString("both-eyes worked on this result"));
    }
    Work.giveBack(both, review, "x").statusCode(403).body("code", equalTo("review.own_work"));
    assertThat(state(result)).isEqualTo("AWAITING_REVIEW");
    assertThat(
            text(
                "select count(*) from audit_event where action = 'review.own_work' and outcome ="
                    + " 'REFUSED' and object_id = '"
                    + review
                    + "'"))
        .isEqualTo("2");

    // who only changed something in the session has worked on it too
    json(other)
        .body("{\"label\":\"mine\"}")
        .patch("/api/v1/sessions/" + session + "/segments/1")
        .then()
        .statusCode(200);
    Work.accept(other, review).statusCode(403).body("code", equalTo("review.own_work"));

    Work.set(project, Map.of("review", "BEFORE_SENDING", "fourEyes", false));
    Work.accept(both, review).statusCode(200);
    assertThat(state(result)).isEqualTo("PENDING");
  }

  @Test
  void aReviewIsDecidedOnceAndByWhoHasTakenIt() throws Exception {
    String project = Work.project("once", BEFORE, "2.25.421");
    RequestSpecification maker = Work.member("once-maker", "ANNOTATOR", project);
    RequestSpecification first = Work.member("once-first", "REVIEWER", project);
    RequestSpecification second = Work.member("once-second", "REVIEWER", project);
    String session = Work.clicked(maker, "2.25.421", "2.25.421.1");
    Work.save(maker, session);
    String review = Work.review(maker, session);

    json(first).post(REVIEWS + review + "/claim").then().statusCode(200);
    Work.accept(second, review).statusCode(409).body("code", equalTo("review.of_another"));
    json(second)
        .post(REVIEWS + review + "/claim")
        .then()
        .statusCode(200)
        .body("reviewer", equalTo("once-second"));
    assertThat(
            text(
                "select string_agg(actor || ': ' || detail, ', ' order by id) from audit_event where"
                    + " action = 'review.claimed' and object_id = '"
                    + review
                    + "'"))
        .isEqualTo("once-first: once-first, once-second: once-first -> once-second");
    Work.giveBack(second, review, " ").statusCode(400);
    json(second)
        .body("{\"comment\":\"x\",\"k\":-1}")
        .post(REVIEWS + review + "/return")
        .then()
        .statusCode(400);
    Work.accept(second, review).statusCode(200);

    Work.accept(second, review).statusCode(409).body("code", equalTo("review.decided"));
    Work.giveBack(second, review, "late").statusCode(409).body("code", equalTo("review.decided"));
    json(second)
        .post(REVIEWS + review + "/choose")
        .then()
        .statusCode(409)
        .body("code", equalTo("review.decided"));
    Work.accept(maker, review).statusCode(403);
    Work.accept(second, UUID.randomUUID().toString()).statusCode(404);
  }

  @Test
  void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
    String project = Work.project("race", BEFORE, "2.25.481");
    RequestSpecification maker = Work.member("race-maker", "ANNOTATOR", project);
    RequestSpecification first = Work.member("race-first", "REVIEWER", project);
    RequestSpecification second = Work.member("race-second", "REVIEWER", project);
    for (int n = 0; n < 4; n++) {
      String session = Work.clicked(maker, "2.25.481", "2.25.481.1");
      String result = Work.save(maker, session).extract().path("id");
      String review = Work.review(maker, session);

      CompletableFuture<Integer> accepted =
          CompletableFuture.supplyAsync(() -> Work.accept(first, review).extract().statusCode());
      CompletableFuture<Integer> returned =
          CompletableFuture.supplyAsync(
              () -> Work.giveBack(second, review, "no").extract().statusCode());

      assertThat(List.of(accepted.get(), returned.get())).containsExactlyInAnyOrder(200, 409);
      assertThat(state(result)).isEqualTo(accepted.get() == 200 ? "PENDING" : "WITHHELD");
      assertThat(
              text(
                  "select count(*) from audit_event where object_id = '"
                      + review
                      + "' and action in ('review.accepted', 'review.returned')"))
          .isEqualTo("1");
    }
  }

  @Test
  void reviewsAreSeenInTheirProjectAndByWhoMadeTheResult() {
    String project = Work.project("seen", BEFORE, "2.25.431");
    String elsewhere = Work.project("elsewhere", BEFORE, "2.25.432");
    RequestSpecification maker = Work.member("seen-maker", "ANNOTATOR", project);
    RequestSpecification colleague = Work.member("seen-colleague", "ANNOTATOR", project);
    RequestSpecification stranger = Work.member("seen-stranger", "REVIEWER", elsewhere);
    String session = Work.clicked(maker, "2.25.431", "2.25.431.1");
    Work.save(maker, session);
    String review = Work.review(maker, session);

    given().spec(maker).get(REVIEWS + review).then().statusCode(200);
    given().spec(maker).get(REVIEWS + "?mine=true").then().body("reviews", hasSize(1));
    given().spec(colleague).get(REVIEWS).then().statusCode(200).body("reviews", hasSize(0));
    given().spec(colleague).get(REVIEWS + review).then().statusCode(403);
    given().spec(stranger).get(REVIEWS).then().statusCode(200).body("reviews", hasSize(0));
    given().spec(stranger).get(REVIEWS + review).then().statusCode(403);
    Work.accept(stranger, review).statusCode(403);
  }

  @Test
  void storingAgainBeforeTheReviewTakesTheFirstOnesPlace() throws Exception {
    String project = Work.project("twice", BEFORE, "2.25.441");
    RequestSpecification maker = Work.member("twice-maker", "ANNOTATOR", project);
    String session = Work.clicked(maker, "2.25.441", "2.25.441.1");
    String first = Work.save(maker, session).extract().path("id");
    Work.click(maker, session, 25);
    String second = Work.save(maker, session).extract().path("id");

    assertThat(state(first)).isEqualTo("WITHHELD");
    assertThat(state(second)).isEqualTo("AWAITING_REVIEW");
    assertThat(
            text(
                "select string_agg(state, ' ' order by round) from review where session_id = '"
                    + session
                    + "'"))
        .isEqualTo("SUPERSEDED AWAITED");
    given()
        .spec(People.admin())
        .post("/api/v1/admin/results/" + second + "/resend")
        .then()
        .statusCode(409)
        .body("code", equalTo("result.nothing_to_send"));
  }

  @Test
  void aSampleIsToldByTheResultsIdAndTheOthersGoAtOnce() throws Exception {
    String project =
        Work.project("sample", Map.of("review", "SAMPLE", "samplePercent", 40), "2.25.451");
    RequestSpecification maker = Work.member("sample-maker", "ANNOTATOR", project);
    int reviewed = 0;
    for (int n = 0; n < 12; n++) {
      String session = Work.clicked(maker, "2.25.451", "2.25.451.1");
      String result = Work.save(maker, session).extract().path("id");
      boolean in = Sample.has(UUID.fromString(result), 40);
      reviewed += in ? 1 : 0;
      assertThat(state(result)).isEqualTo(in ? "AWAITING_REVIEW" : "PENDING");
      Work.session(maker, session).body("review", in ? not(nullValue()) : nullValue());
    }
    assertThat(text("select count(*) from review where project_id = '" + project + "'"))
        .isEqualTo(Integer.toString(reviewed));
  }

  @Test
  void aProjectWithoutARuleAsksNobody() throws Exception {
    String project = Work.project("free", Map.of("review", "NONE"), "2.25.461");
    RequestSpecification maker = Work.member("free-maker", "ANNOTATOR", project);
    String session = Work.clicked(maker, "2.25.461", "2.25.461.1");

    String result =
        Work.save(maker, session).body("state", equalTo("PENDING")).extract().path("id");

    assertThat(state(result)).isEqualTo("PENDING");
    Work.session(maker, session).body("review", nullValue());
  }

  @Test
  void aProjectIsNotDeletedWhileResultsWaitForTheirReview() {
    String project = Work.project("kept", BEFORE, "2.25.471");
    RequestSpecification maker = Work.member("kept-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("kept-reviewer", "REVIEWER", project);
    String session = Work.clicked(maker, "2.25.471", "2.25.471.1");
    Work.save(maker, session);
    String path = "/api/v1/admin/projects/" + project + "?confirm=kept";

    given()
        .spec(People.admin())
        .delete(path)
        .then()
        .statusCode(409)
        .body("code", equalTo("project.reviews_awaited"));
    Work.accept(reviewer, Work.review(maker, session)).statusCode(200);
    given().spec(People.admin()).delete(path).then().statusCode(204);
  }
}
