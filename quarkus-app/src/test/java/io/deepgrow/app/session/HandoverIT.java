package io.deepgrow.app.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A session says whose it is, and goes from one to the other. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class HandoverIT {

  @Inject DataSource database;

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private static String open(RequestSpecification as) {
    return json(as)
        .body(Map.of("studyUid", "2.25.7", "seriesUid", "2.25.7.1"))
        .post("/api/v1/sessions?wait=PT30S")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static ValidatableResponse handOver(RequestSpecification as, String id, String account) {
    return json(as)
        .body(Map.of("account", account))
        .post("/api/v1/sessions/" + id + "/handover")
        .then();
  }

  @Test
  void aSessionSaysWhoOpenedItAndWhoWorkedInItLast() {
    People.create("opens", "ANNOTATOR");
    People.create("works", "ANNOTATOR");
    RequestSpecification opens = People.as("opens");
    String id = open(opens);
    given()
        .spec(opens)
        .get("/api/v1/sessions/" + id)
        .then()
        .body("createdBy", equalTo("opens"))
        .body("owner", equalTo("opens"))
        .body("workedBy", nullValue());

    json(People.as("works"))
        .body("{\"structure\":\"spleen\"}")
        .post("/api/v1/sessions/" + id + "/segments")
        .then()
        .statusCode(201);

    given()
        .spec(opens)
        .get("/api/v1/sessions/" + id)
        .then()
        .body("createdBy", equalTo("opens"))
        .body("workedBy", equalTo("works"))
        .body("workedAt", notNullValue());
  }

  @Test
  void theOwnerHandsOverAndItIsMineNoLonger() throws SQLException {
    People.create("gives", "ANNOTATOR");
    String takes = People.create("takes", "ANNOTATOR");
    RequestSpecification gives = People.as("gives");
    String id = open(gives);
    given().spec(gives).get("/api/v1/sessions?mine=true").then().body("id", hasItem(id));

    handOver(gives, id, "takes").statusCode(200).body("owner", equalTo("takes"));

    given().spec(gives).get("/api/v1/sessions?mine=true").then().body("id", not(hasItem(id)));
    given()
        .spec(People.as("takes"))
        .get("/api/v1/sessions?mine=true")
        .then()
        .body("id", hasItem(id))
        .body("owner", everyItem(equalTo("takes")))
        .body("createdBy", hasItem("gives"));
    Sql sql = new Sql(database);
    assertThat(
            sql.text(
                "select actor || ' ' || detail from audit_event where action ="
                    + " 'session.handed_over' and object_id = '"
                    + id
                    + "'"))
        .isEqualTo("gives gives -> takes");
    assertThat(
            sql.text(
                "select type || ' ' || detail from session_event where session_id = '"
                    + id
                    + "' order by number desc limit 1"))
        .isEqualTo("owner takes");
    handOver(People.as("takes"), id, takes).statusCode(200).body("owner", equalTo("takes"));
    assertThat(
            sql.text(
                "select count(*) from audit_event where action = 'session.handed_over' and"
                    + " object_id = '"
                    + id
                    + "'"))
        .as("to who has it already changes nothing")
        .isEqualTo("1");
  }

  @Test
  void nobodyTakesASessionButAReviewerGivesIt() {
    People.create("has", "ANNOTATOR");
    People.create("grabs", "ANNOTATOR");
    People.create("reviews", "REVIEWER");
    String id = open(People.as("has"));

    handOver(People.as("grabs"), id, "grabs")
        .statusCode(403)
        .body("detail", containsString("Only the owner of session " + id));
    handOver(People.as("reviews"), id, "grabs").statusCode(200).body("owner", equalTo("grabs"));
    handOver(People.as("has"), id, "has").statusCode(403);
  }

  @Test
  void whoMayNotAnnotateTheStudyGetsNothing() {
    People.create("owner", "ANNOTATOR");
    People.create("looks-at-handover", "VIEWER");
    String locked = People.create("is-locked", "ANNOTATOR");
    json(People.admin())
        .body(Map.of("locked", true))
        .patch("/api/v1/admin/accounts/" + locked)
        .then()
        .statusCode(200);
    RequestSpecification owner = People.as("owner");
    String id = open(owner);

    for (String other : List.of("looks-at-handover", locked)) {
      handOver(owner, id, other).statusCode(422).body("code", equalTo("session.handover_refused"));
    }
    handOver(owner, id, "nobody-of-that-name")
        .statusCode(404)
        .body("code", equalTo("account.not_found"));
    given().spec(owner).delete("/api/v1/sessions/" + id).then().statusCode(204);
    handOver(owner, id, "looks-at-handover")
        .statusCode(409)
        .body("code", equalTo("session.closed"));
  }
}
