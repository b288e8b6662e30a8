package io.deepgrow.app.result;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Sessions, clicks, results and the SEG say who made them. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class AuthorIT {

  @Inject DataSource database;
  @Inject Outbox outbox;

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  /** A result of a session with one click; its id. */
  private static String result(RequestSpecification as) {
    String session =
        json(as)
            .body("{\"studyUid\":\"2.25.31\",\"seriesUid\":\"2.25.31.1\"}")
            .post("/api/v1/sessions?wait=PT30S")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String path = "/api/v1/sessions/" + session;
    json(as).body("{\"structure\":\"spleen\"}").post(path + "/segments").then().statusCode(201);
    json(as)
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":24,\"j\":24,\"k\":10}}")
        .post(path + "/segments/1/clicks")
        .then()
        .statusCode(200);
    return json(as).post(path + "/results").then().statusCode(202).extract().path("id");
  }

  private String creator(String result) {
    byte[] dataset =
        QuarkusTransaction.requiringNew()
            .call(() -> outbox.dataset(UUID.fromString(result)))
            .orElseThrow();
    return DicomReader.read(dataset, DicomLimits.standard())
        .dataSet()
        .string(Tag.CONTENT_CREATOR_NAME)
        .orElse("");
  }

  @Test
  void aPersonIsNamedInSessionClickResultSegAndAudit() throws Exception {
    String id = People.create("author", "ANNOTATOR");
    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("displayName", "Grace=Hop^per"))
        .patch("/api/v1/admin/accounts/" + id)
        .then()
        .statusCode(200);

    String result = result(People.as("author"));

    assertThat(creator(result)).isEqualTo("Grace Hop per");
    Sql sql = new Sql(database);
    assertThat(
            sql.text(
                "select r.created_by || ' ' || r.created_by_name || ' ' || s.created_by || ' ' ||"
                    + " s.created_by_name || ' ' || c.created_by from stored_result r join"
                    + " annotation_session s on s.id = r.session_id join segment g on g.session_id"
                    + " = s.id join click c on c.segment_id = g.id where r.id = '"
                    + result
                    + "'"))
        .isEqualTo(id + " author " + id + " author " + id);
    assertThat(
            sql.text(
                "select string_agg(action, ', ' order by id) from audit_event where actor_id = '"
                    + id
                    + "'"))
        .isEqualTo("signed_in, session.opened, segment.added, click.added, result.submitted");
  }

  @Test
  void aProgramIsNoPersonInTheSeg() {
    String key = People.key(People.create("robot-author", "ANNOTATOR"), 1, "ANNOTATOR");

    assertThat(creator(result(given().header("X-API-Key", key)))).isEmpty();
  }
}
