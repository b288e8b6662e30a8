package io.deepgrow.app.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who runs the service finds sessions and closes them. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class SessionListIT {

  private static final String SESSIONS = "/api/v1/admin/sessions";

  @Inject DataSource database;

  private SessionRows rows;
  private RequestSpecification operator;

  @BeforeEach
  void begin() {
    rows = new SessionRows(database);
    People.create("runs", "OPERATOR");
    operator = People.as("runs");
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
    rows.sql()
        .run(
            "delete from role_grant where account_id = (select id from account where name = 'runs')");
    rows.sql().run("delete from account where name = 'runs'");
  }

  private UUID session(String state, String study, String opener, String at) throws Exception {
    UUID id = rows.session(state);
    rows.sql()
        .run(
            "update annotation_session set study_uid = '%s', created_by_name = '%s', created_at = '%s' where id = '%s'"
                .formatted(study, opener, at, id));
    return id;
  }

  private Response list(String query) {
    Response answer = given().spec(operator).get(SESSIONS + query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  @Test
  void everyRowIsOnOnePageAndNoneOnTwoThoughOthersAreMadeMeanwhile() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      // two of one moment
      expected.add(
          0, session("READY", "2.25.77", "grace", "2026-01-01T00:00:0" + n / 2 + "Z").toString());
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      Response page =
          given()
              .spec(operator)
              .queryParam("studyUid", "2.25.77")
              .queryParam("limit", 2)
              .queryParam("after", after)
              .get(SESSIONS);
      page.then().statusCode(200);
      seen.addAll(page.path("sessions.id"));
      session("READY", "2.25.77", "grace", "2026-02-01T00:00:00Z");
      after = page.path("next");
    } while (after != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
  }

  @Test
  void filtersByStudySeriesStateOpenerAndModel() throws Exception {
    UUID mine = session("READY", "2.25.78", "grace", "2026-01-01T00:00:00Z");
    UUID closed = session("CLOSED", "2.25.78", "alan", "2026-01-02T00:00:00Z");

    for (String query :
        List.of("state=READY", "openedBy=grace", "state=READY&openedBy=grace&seriesUid=2.25.100")) {
      assertThat(list("?studyUid=2.25.78&" + query).<List<String>>path("sessions.id"))
          .as(query)
          .containsExactly(mine.toString());
    }
    assertThat(list("?studyUid=2.25.78&modelId=deepgrow-compact").<List<String>>path("sessions.id"))
        .containsExactly(closed.toString(), mine.toString());
    assertThat(list("?studyUid=2.25.78&modelId=other").<List<String>>path("sessions.id")).isEmpty();
    given()
        .spec(operator)
        .get(SESSIONS + "?studyUid=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("request.bad_uid"));
    given()
        .spec(operator)
        .get(SESSIONS + "?limit=0")
        .then()
        .statusCode(400)
        .body("detail", startsWith("limit "));
    given()
        .spec(operator)
        .get(SESSIONS + "?after=nonsense")
        .then()
        .statusCode(400)
        .body("detail", startsWith("after "));
  }

  @Test
  void anOperatorClosesWhatSomebodyElseOpenedAndThatIsWrittenDown() throws Exception {
    UUID id = session("READY", "2.25.79", "grace", "2026-01-01T00:00:00Z");

    given().spec(operator).post(SESSIONS + "/" + id + "/close").then().statusCode(204);
    given().spec(operator).post(SESSIONS + "/" + id + "/close").then().statusCode(204);

    assertThat(rows.column("annotation_session", "state", id)).isEqualTo("CLOSED");
    assertThat(rows.events(id)).isEqualTo("session CLOSED");
    assertThat(
            rows.sql()
                .text(
                    "select string_agg(actor || ' ' || action, ', ') from audit_event where session_id = '"
                        + id
                        + "'"))
        .isEqualTo("runs session.closed");
    given()
        .spec(operator)
        .post(SESSIONS + "/" + UUID.randomUUID() + "/close")
        .then()
        .statusCode(404)
        .body("code", equalTo("session.not_found"));
  }

  @Test
  void whoOperatesInAProjectSeesItsStudiesAlone() throws Exception {
    UUID mine = session("READY", "2.25.80", "grace", "2026-01-01T00:00:00Z");
    UUID other = session("READY", "2.25.81", "grace", "2026-01-01T00:00:00Z");
    String project =
        given()
            .spec(People.admin())
            .contentType("application/json")
            .body(Map.of("name", "of " + mine))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .spec(People.admin())
        .contentType("application/json")
        .body(Map.of("studyUids", List.of("2.25.80")))
        .post("/api/v1/admin/projects/" + project + "/studies")
        .then()
        .statusCode(200);
    People.create("part", List.of(Map.of("role", "OPERATOR", "project", project)));
    RequestSpecification part = People.as("part");

    Response seen = given().spec(part).get(SESSIONS);
    assertThat(seen.<List<String>>path("sessions.studyUid")).containsOnly("2.25.80");
    given().spec(part).post(SESSIONS + "/" + other + "/close").then().statusCode(403);
    given().spec(part).post(SESSIONS + "/" + mine + "/close").then().statusCode(204);
    assertThat(rows.column("annotation_session", "state", other)).isEqualTo("READY");
  }
}
