package io.deepgrow.app.result;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.dicomweb.PacsWays;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Results that somebody sends again once the reason is mended. */
@QuarkusTest
@TestProfile(ResendIT.Operated.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ResendIT {

  private static final String RESULTS = "/api/v1/admin/results";

  /** A PACS that is asked again after a long time only. */
  public static class Operated implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.accounts.setup-code", IdentityProfile.CODE,
          "deepgrow.results.retry", "1h",
          "deepgrow.results.max-retry", "2h",
          "quarkus.http.test-port", "0");
    }
  }

  @Inject DataSource database;

  private String column(String name, String id) throws Exception {
    return new Sql(database)
        .text("select %s from stored_result where id = '%s'".formatted(name, id));
  }

  private static long stored(String sop) {
    return PlayedPacs.pacs.files().stream()
        .filter(f -> f.sopInstanceUid().value().equals(sop))
        .count();
  }

  private static Response resend(String id) {
    return given().spec(operator()).post(RESULTS + "/" + id + "/resend");
  }

  private static RequestSpecification operator() {
    return People.admin();
  }

  private String refused(String session) {
    PlayedPacs.pacs.with(PacsWays.friendly().refusing(409, 0xA771, "no such class"));
    String id = PlayedSessions.submit(session);
    PlayedSessions.await(session, id, "REJECTED");
    PlayedPacs.pacs.with(PacsWays.friendly());
    return id;
  }

  @Test
  void aRefusedResultIsStoredUnderItsOwnUidsOnceItIsSentAgain() throws Exception {
    String session = PlayedSessions.clicked(1);
    String id = refused(session);
    String sop = column("sop_uid", id);

    resend(id).then().statusCode(204);

    PlayedSessions.await(session, id, "VERIFIED");
    assertThat(column("sop_uid", id)).isEqualTo(sop);
    assertThat(column("coalesce(reason, 'none')", id)).isEqualTo("none");
    assertThat(stored(sop)).isEqualTo(1);
    assertThat(
            new Sql(database)
                .text(
                    "select actor || ' ' || action from audit_event where action ="
                        + " 'result.sent_again' and sop_uid = '"
                        + sop
                        + "'"))
        .isEqualTo("ada result.sent_again");
    resend(id).then().statusCode(409).body("code", equalTo("result.nothing_to_send"));
  }

  @Test
  void whatThePacsHadAllAlongIsFoundThereAndNotSentASecondTime() throws Exception {
    String session = PlayedSessions.clicked(2);
    String id = refused(session);
    String sop = column("sop_uid", id);
    // the refusal was a gateway's; the object had arrived before it
    resend(id).then().statusCode(204);
    PlayedSessions.await(session, id, "VERIFIED");
    new Sql(database).run("update stored_result set state = 'REJECTED' where id = '" + id + "'");
    long sent = posts();

    resend(id).then().statusCode(204);

    PlayedSessions.await(session, id, "VERIFIED");
    assertThat(posts()).isEqualTo(sent);
    assertThat(stored(sop)).isEqualTo(1);
  }

  private static long posts() {
    return PlayedPacs.pacs.requests().stream().filter(r -> r.startsWith("POST")).count();
  }

  @Test
  void aResultThatWaitsForAnHourIsTriedNow() throws Exception {
    String session = PlayedSessions.clicked(3);
    PlayedPacs.pacs.with(PacsWays.friendly().refusing(503, -1, ""));
    String id = PlayedSessions.submit(session);
    Awaitility.await().until(() -> column("attempts", id).equals("1"));
    PlayedPacs.pacs.with(PacsWays.friendly());

    // while its sender is at its last words the row is not yet back in the lane
    Awaitility.await()
        .until(
            () -> {
              resend(id);
              return column("state", id).equals("VERIFIED");
            });

    assertThat(stored(column("sop_uid", id))).isEqualTo(1);
  }

  @Test
  void allOfAReasonAreSentAgainAndNoOther() throws Exception {
    String session = PlayedSessions.clicked(1);
    List<String> ids = new ArrayList<>();
    ids.add(refused(session));
    PlayedSessions.click(session, 25).then().statusCode(200);
    ids.add(refused(session));
    String other = refused(session);
    new Sql(database).run("update stored_result set reason = 'another' where id = '" + other + "'");
    String reason = column("reason", ids.get(0));

    given()
        .spec(operator())
        .contentType(ContentType.JSON)
        .body(Map.of("reason", reason))
        .post(RESULTS + "/resend")
        .then()
        .statusCode(200)
        .body("sent", equalTo(2))
        .body("more", equalTo(false));

    for (String id : ids) {
      PlayedSessions.await(session, id, "VERIFIED");
    }
    assertThat(column("state", other)).isEqualTo("REJECTED");
    List<String> listed =
        given()
            .spec(operator())
            .queryParam("reason", "another")
            .queryParam("state", "REJECTED")
            .get(RESULTS)
            .path("results.id");
    assertThat(listed).containsExactly(other);
  }

  @Test
  void whatHasLostItsBytesOrIsUnknownSaysSo() throws Exception {
    String session = PlayedSessions.clicked(2);
    String id = refused(session);
    new Sql(database).run("delete from stored_result_bytes where result_id = '" + id + "'");

    resend(id)
        .then()
        .statusCode(409)
        .body("code", equalTo("result.nothing_to_send"))
        .body("detail", containsString("store its session again"));
    resend(UUID.randomUUID().toString())
        .then()
        .statusCode(404)
        .body("code", equalTo("result.not_found"));
    assertThat(column("state", id)).isEqualTo("REJECTED");
  }
}
