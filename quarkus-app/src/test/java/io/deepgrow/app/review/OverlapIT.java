package io.deepgrow.app.review;

import static io.deepgrow.app.review.Work.REVIEWS;
import static io.deepgrow.app.review.Work.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several people mark one study without seeing one another's work, and a third decides. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class OverlapIT {

  private static final Map<String, Object> TWO = Map.of("review", "BEFORE_SENDING", "overlap", 2);

  @Inject DataSource database;

  private String state(String result) throws SQLException {
    return new Sql(database).text("select state from stored_result where id = '" + result + "'");
  }

  @Test
  void nobodySeesTheOthersCopyBeforeAllAreAccepted() throws Exception {
    String project = Work.project("blind", TWO, "2.25.701");
    RequestSpecification one = Work.member("blind-one", "ANNOTATOR", project);
    RequestSpecification two = Work.member("blind-two", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("blind-reviewer", "REVIEWER", project);
    String first = Work.clicked(one, "2.25.701", "2.25.701.1");
    String firstResult = Work.save(one, first).extract().path("id");
    String second = Work.clicked(two, "2.25.701", "2.25.701.1");
    String secondResult = Work.save(two, second).extract().path("id");

    given().spec(two).get("/api/v1/sessions").then().body("id", equalTo(List.of(second)));
    for (String path :
        List.of("", "/events", "/segments", "/segments/1/mask", "/results", "/segments/1/clicks")) {
      given()
          .spec(two)
          .get("/api/v1/sessions/" + first + path)
          .then()
          .statusCode(403)
          .body("detail", containsString("nobody sees what the others do"));
    }
    given()
        .spec(two)
        .get("/api/v1/sessions/" + first + "/results/" + firstResult)
        .then()
        .statusCode(403);
    json(two)
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":24,\"j\":24,\"k\":6}}")
        .post("/api/v1/sessions/" + first + "/segments/1/clicks")
        .then()
        .statusCode(403);
    given().spec(two).get(REVIEWS).then().body("reviews", hasSize(1));
    given().spec(two).get(REVIEWS + Work.review(one, first)).then().statusCode(403);
    Work.session(reviewer, first).statusCode(200);
    Work.session(reviewer, second).statusCode(200);

    Work.accept(reviewer, Work.review(one, first)).statusCode(200);
    Work.session(two, first).statusCode(403);
    json(reviewer)
        .post(REVIEWS + Work.review(one, first) + "/choose")
        .then()
        .statusCode(409)
        .body("code", equalTo("review.copies_missing"));
    Work.accept(reviewer, Work.review(two, second)).statusCode(200);

    Work.session(two, first).statusCode(200);
    given().spec(two).get("/api/v1/sessions").then().body("id", hasItem(first));
    assertThat(state(firstResult)).isEqualTo("AWAITING_REVIEW");
    assertThat(state(secondResult)).isEqualTo("AWAITING_REVIEW");

    json(reviewer)
        .post(REVIEWS + Work.review(two, second) + "/choose")
        .then()
        .statusCode(200)
        .body("lastWord", equalTo(true));

    assertThat(state(firstResult)).isEqualTo("WITHHELD");
    assertThat(state(secondResult)).isEqualTo("PENDING");
    json(reviewer)
        .post(REVIEWS + Work.review(one, first) + "/choose")
        .then()
        .statusCode(409)
        .body("code", equalTo("review.decided"));
    assertThat(
            new Sql(database)
                .text(
                    "select string_agg(a.actor || ' ' || a.action, ', ' order by a.id) from"
                        + " audit_event a join review r on a.object_id = cast(r.id as text) where"
                        + " r.project_id = '"
                        + project
                        + "'"))
        .isEqualTo(
            "blind-one review.awaited, blind-two review.awaited, blind-reviewer review.accepted,"
                + " blind-reviewer review.accepted, blind-reviewer review.passed_over,"
                + " blind-reviewer review.chosen");
  }

  @Test
  void noMorePeopleMarkAStudyThanThereAreCopies() {
    String project = Work.project("full", TWO, "2.25.711");
    RequestSpecification one = Work.member("full-one", "ANNOTATOR", project);
    RequestSpecification two = Work.member("full-two", "ANNOTATOR", project);
    RequestSpecification three = Work.member("full-three", "ANNOTATOR", project);
    Work.clicked(one, "2.25.711", "2.25.711.1");
    Work.clicked(two, "2.25.711", "2.25.711.1");

    Work.open(three, "2.25.711", "2.25.711.1")
        .statusCode(409)
        .body("code", equalTo("review.copies_taken"));
    Work.open(two, "2.25.711", "2.25.711.1").statusCode(201);
  }

  @Test
  void theOneWhoDecidesMayMarkTheStudyThemselves() throws Exception {
    String project = Work.project("own", TWO, "2.25.721");
    RequestSpecification one = Work.member("own-one", "ANNOTATOR", project);
    RequestSpecification two = Work.member("own-two", "ANNOTATOR", project);
    RequestSpecification third = Work.member("own-third", "REVIEWER", project);
    String first = Work.clicked(one, "2.25.721", "2.25.721.1");
    String firstResult = Work.save(one, first).extract().path("id");
    String second = Work.clicked(two, "2.25.721", "2.25.721.1");
    Work.save(two, second);
    Work.accept(third, Work.review(one, first)).statusCode(200);
    Work.accept(third, Work.review(two, second)).statusCode(200);
    String own = Work.clicked(third, "2.25.721", "2.25.721.1");
    String ownResult = Work.save(third, own).extract().path("id");
    String review = Work.review(third, own);

    Work.accept(third, review).statusCode(403).body("code", equalTo("review.own_work"));
    json(third)
        .post(REVIEWS + review + "/choose")
        .then()
        .statusCode(200)
        .body("state", equalTo("ACCEPTED"))
        .body("lastWord", equalTo(true));

    assertThat(state(ownResult)).isEqualTo("PENDING");
    assertThat(state(firstResult)).isEqualTo("WITHHELD");
    given()
        .spec(third)
        .queryParam("project", project)
        .queryParam("state", "AWAITED")
        .get(REVIEWS)
        .then()
        .body("reviews.id", not(hasItem(review)));
  }
}
