package io.deepgrow.app.secret;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Secrets that an earlier master key sealed are sealed anew, and a key that is missing is named.
 */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class KeyRotationIT {

  @Inject EntityManager entities;
  @Inject SecretStore store;
  @Inject DataSource database;

  private static UUID connection(String name) {
    return UUID.fromString(
        given()
            .spec(People.admin())
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "name",
                    name,
                    "settings",
                    Map.of(
                        "root",
                        "https://a.test",
                        "role",
                        "BOTH",
                        "dialect",
                        "GENERIC",
                        "authentication",
                        "BEARER")))
            .post("/api/v1/admin/connections")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
  }

  private void sealWith(String key, UUID connection, String secret) {
    SecretStore other =
        new SecretStore(entities, new MasterKeys(Optional.empty(), Optional.of(key), List.of()));
    QuarkusTransaction.requiringNew()
        .run(() -> other.put(connection, "bearer-token", secret, Instant.EPOCH, "test"));
  }

  private String opened(UUID connection) {
    return QuarkusTransaction.requiringNew()
        .call(() -> store.open(connection, "bearer-token").orElseThrow());
  }

  private String keyOf(UUID connection) throws Exception {
    return new Sql(database)
        .text("select key_id from connection_secret where connection_id = '" + connection + "'");
  }

  @Test
  void sealsAnewWhatAnEarlierKeySealedAndASecondTimeNothing() throws Exception {
    UUID connection = connection("rotated");
    sealWith(IdentityProfile.FORMER_KEY, connection, "before");
    String former = keyOf(connection);
    assertThat(opened(connection)).as("an earlier key still opens").isEqualTo("before");

    String now =
        given()
            .spec(People.admin())
            .post("/api/v1/admin/secrets/rotation")
            .then()
            .statusCode(200)
            .body("rotated", greaterThanOrEqualTo(1))
            .extract()
            .path("key");

    assertThat(keyOf(connection)).isEqualTo(now).isNotEqualTo(former);
    assertThat(opened(connection)).isEqualTo("before");
    given()
        .spec(People.admin())
        .post("/api/v1/admin/secrets/rotation")
        .then()
        .body("rotated", equalTo(0));
    assertThat(new Sql(database).count("audit_event", "action = 'secrets.rotated'"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aKeyThatIsMissingIsNamedAndNothingIsHalfRotated() throws Exception {
    UUID connection = connection("lost");
    sealWith("33".repeat(32), connection, "gone");
    String before = keyOf(connection);

    assertThatThrownBy(() -> opened(connection))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_WRONG_KEY))
        .hasMessageContaining(before);
    given()
        .spec(People.admin())
        .post("/api/v1/admin/secrets/rotation")
        .then()
        .statusCode(409)
        .body("code", equalTo("secret.wrong_key"));

    assertThat(keyOf(connection)).isEqualTo(before);
    given()
        .spec(People.admin())
        .delete("/api/v1/admin/connections/" + connection + "?confirm=lost")
        .then()
        .statusCode(204);
  }
}
