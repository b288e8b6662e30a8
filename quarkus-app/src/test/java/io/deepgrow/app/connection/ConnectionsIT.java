package io.deepgrow.app.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Admins make and change connections; operators see them; nobody sees a secret again. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ConnectionsIT {

  private static final String PATH = "/api/v1/admin/connections";

  @Inject DataSource database;

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private static Map<String, Object> settings(String root) {
    return Map.of(
        "root",
        root,
        "role",
        "BOTH",
        "dialect",
        "ORTHANC",
        "authentication",
        "BASIC",
        "username",
        "deepgrow");
  }

  private static String make(String name) {
    return json(People.admin())
        .body(Map.of("name", name, "settings", settings("https://" + name + ".test/dicom-web")))
        .post(PATH)
        .then()
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("enabled", equalTo(true))
        .body("secrets", hasSize(0))
        .extract()
        .path("id");
  }

  @Test
  void theConfiguredOneIsShownFirstAndNeverChanged() {
    String zeros = "00000000-0000-0000-0000-000000000000";
    given()
        .spec(People.admin())
        .get(PATH)
        .then()
        .statusCode(200)
        .body("[0].name", equalTo("default"))
        .body("[0].configured", equalTo(true))
        .body("[0].settings.root", containsString("127.0.0.1"));
    given().spec(People.admin()).get(PATH + "/" + zeros).then().body("name", equalTo("default"));
    json(People.admin())
        .body(settings("https://other.test"))
        .put(PATH + "/" + zeros)
        .then()
        .statusCode(409)
        .body("code", equalTo("connection.configured"))
        .body("detail", containsString("deepgrow.pacs."));
    given()
        .spec(People.admin())
        .delete(PATH + "/" + zeros + "?confirm=default")
        .then()
        .statusCode(409);
  }

  @Test
  void aChangeNeedsTheRevisionThatWasSeenAndIsAuditedBeforeAndAfter() throws Exception {
    String id = make("changing");
    json(People.admin())
        .header("If-Match", "\"1\"")
        .body(settings("https://new.test/rs"))
        .put(PATH + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("settings.root", equalTo("https://new.test/rs"));
    json(People.admin())
        .header("If-Match", "\"1\"")
        .body(settings("https://late.test/rs"))
        .put(PATH + "/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("request.changed"));
    json(People.admin())
        .header("If-Match", "\"2\"")
        .body("{\"enabled\":false}")
        .put(PATH + "/" + id + "/enabled")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"3\""))
        .body("enabled", equalTo(false));

    Sql sql = new Sql(database);
    assertThat(
            sql.text(
                "select detail from audit_event where action = 'connection.changed' and object_id ="
                    + " '"
                    + id
                    + "'"))
        .contains("https://changing.test/dicom-web as BOTH", " -> https://new.test/rs");
    assertThat(
            sql.count("audit_event", "action = 'connection.disabled' and object_id = '" + id + "'"))
        .isEqualTo(1);
  }

  @Test
  void aNameIsTakenOnceAndWrongSettingsAreNamed() {
    make("taken");
    json(People.admin())
        .body(Map.of("name", "taken", "settings", settings("https://a.test")))
        .post(PATH)
        .then()
        .statusCode(409)
        .body("code", equalTo("connection.exists"));
    json(People.admin())
        .body(Map.of("name", "wrong", "settings", settings("http://clear.test")))
        .post(PATH)
        .then()
        .statusCode(422)
        .body("code", equalTo("connection.unusable"))
        .body("detail", containsString("in clear"));
  }

  @Test
  void aSecretIsSetAndNeverShownAgain() throws Exception {
    String secret = "Zy7-correct-horse-91";
    String id = make("secretive");
    String answer =
        json(People.admin())
            .body(Map.of("value", secret))
            .put(PATH + "/" + id + "/secrets/password")
            .then()
            .statusCode(200)
            .body("secrets[0].field", equalTo("password"))
            .body("secrets[0].changedBy", equalTo("ada"))
            .body("secrets[0].changedAt", notNullValue())
            .extract()
            .asString();
    assertThat(answer).doesNotContain(secret);
    for (String path : new String[] {PATH, PATH + "/" + id, "/api/v1/admin/audit"}) {
      assertThat(given().spec(People.admin()).get(path).asString()).doesNotContain(secret);
    }
    json(People.admin())
        .body("{\"value\":\"two\\nlines-of-secret\"}")
        .put(PATH + "/" + id + "/secrets/password")
        .then()
        .statusCode(422)
        .body("detail", not(containsString("lines-of-secret")));

    String dump =
        new Sql(database)
            .text(
                "select query_to_xml('select * from connection_secret, pacs_connection', true,"
                    + " false, '')::text || query_to_xml('select * from audit_event', true, false,"
                    + " '')::text");
    assertThat(dump).contains("secretive").contains("password").doesNotContain(secret);

    given()
        .spec(People.admin())
        .delete(PATH + "/" + id + "/secrets/password")
        .then()
        .statusCode(200)
        .body("secrets", hasSize(0));
    json(People.admin())
        .body("{\"value\":\"abc\"}")
        .put(PATH + "/" + id + "/secrets/pin")
        .then()
        .statusCode(404);
  }

  @Test
  void operatorsSeeAndAdminsAloneChange() {
    String id = make("watched");
    People.create("watcher", "OPERATOR");
    RequestSpecification watcher = People.as("watcher");
    given().spec(watcher).get(PATH).then().statusCode(200).body("name", hasItem("watched"));
    json(watcher).body(settings("https://a.test")).put(PATH + "/" + id).then().statusCode(403);
    json(watcher)
        .body("{\"value\":\"abc\"}")
        .put(PATH + "/" + id + "/secrets/password")
        .then()
        .statusCode(403);
    json(watcher).post("/api/v1/admin/secrets/rotation").then().statusCode(403);
  }

  @Test
  void aConnectionIsDeletedByItsNameWithItsSecrets() throws Exception {
    String id = make("leaving");
    json(People.admin())
        .body("{\"value\":\"abc\"}")
        .put(PATH + "/" + id + "/secrets/password")
        .then()
        .statusCode(200);
    given().spec(People.admin()).delete(PATH + "/" + id + "?confirm=other").then().statusCode(400);
    given()
        .spec(People.admin())
        .delete(PATH + "/" + id + "?confirm=leaving")
        .then()
        .statusCode(204);
    given()
        .spec(People.admin())
        .get(PATH + "/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("connection.not_found"));
    assertThat(new Sql(database).count("connection_secret", "connection_id = '" + id + "'"))
        .isZero();
  }
}
