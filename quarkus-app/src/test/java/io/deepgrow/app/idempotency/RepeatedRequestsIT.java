package io.deepgrow.app.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change that comes again with its Idempotency-Key counts once and is answered as before. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class RepeatedRequestsIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String OPEN = "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}";

  @Inject AgroalDataSource database;

  private String session;
  private String segment;

  @BeforeEach
  void open() {
    session = SESSIONS + "/" + json().body(OPEN).post(SESSIONS + "?wait=PT30S").path("id");
    json().body("{\"structure\":\"spleen\"}").post(session + "/segments").then().statusCode(201);
    segment = session + "/segments/1";
  }

  private static RequestSpecification json() {
    return given().contentType(ContentType.JSON);
  }

  private static RequestSpecification keyed(String key) {
    return json().header("Idempotency-Key", key);
  }

  private static String click(int i) {
    return "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":" + i + ",\"j\":24,\"k\":10}}";
  }

  private Response clicked(int i) {
    return json().body(click(i)).post(segment + "/clicks");
  }

  private String history() {
    return given().get(segment + "/clicks").asString();
  }

  private static String twice(Supplier<Response> request) {
    Response first = request.get();
    Response second = request.get();
    assertThat(first.statusCode()).as(first.asString()).isBetween(200, 204);
    assertThat(second.statusCode()).as(second.asString()).isEqualTo(first.statusCode());
    assertThat(second.asString()).isEqualTo(first.asString());
    return second.asString();
  }

  @Test
  void aSessionIsOpenedOnce() {
    String key = UUID.randomUUID().toString();
    twice(() -> keyed(key).body(OPEN).post(SESSIONS + "?wait=PT30S"));
  }

  @Test
  void aSegmentIsAddedOnce() {
    twice(() -> keyed("a").body("{\"structure\":\"liver\"}").post(session + "/segments"));
    given().get(session + "/segments").then().body("number", equalTo(List.of(1, 2)));
  }

  @Test
  void aLateRepetitionOfAChangeDoesNotTakeANewerOneBack() {
    Supplier<Response> first = () -> keyed("a").body("{\"label\":\"one\"}").patch(segment);
    String answer = first.get().asString();
    json().body("{\"label\":\"two\"}").patch(segment).then().statusCode(200);

    assertThat(first.get().asString()).isEqualTo(answer);
    given().get(session + "/segments").then().body("[0].label", equalTo("two"));
  }

  @Test
  void aSegmentIsDeletedAndBroughtBackOnce() {
    twice(() -> keyed("a").delete(segment));
    twice(() -> keyed("b").post(segment + "/restore"));
    // the deletion came before; it does not happen again
    keyed("a").delete(segment).then().statusCode(204);
    given().get(session + "/segments").then().body("", hasSize(1));
  }

  @Test
  void eachClickUndoAndRedoHappensOnce() {
    clicked(20);
    twice(() -> keyed("c").body(click(24)).post(segment + "/clicks"));
    given().get(segment + "/clicks").then().body("clicks", hasSize(2));
    twice(() -> keyed("u").post(segment + "/undo?scope=ALL"));
    given().get(segment + "/clicks").then().body("clicks", hasSize(1));
    twice(() -> keyed("r").post(segment + "/redo?scope=ALL"));
    given().get(segment + "/clicks").then().body("clicks", hasSize(2));
  }

  @Test
  void aClickIsTakenBackAndASegmentClearedOnce() {
    clicked(20);
    int click = given().get(segment + "/clicks").path("clicks[0].id");
    twice(() -> keyed("d").delete(segment + "/clicks/" + click));
    json().post(segment + "/redo").then().statusCode(200);
    twice(() -> keyed("e").delete(segment + "/clicks"));
    json().post(segment + "/undo?scope=ALL").then().statusCode(200);
    String before = history();

    keyed("e").delete(segment + "/clicks").then().statusCode(200);

    assertThat(history()).isEqualTo(before);
  }

  @Test
  void aMaskIsPutAndEditedOnce() {
    byte[] bits = new byte[8];
    Arrays.fill(bits, (byte) 0xff);
    twice(
        () ->
            given()
                .contentType("application/octet-stream")
                .header("Idempotency-Key", "m")
                .header("Mask-Box-Start", "4,4,4")
                .header("Mask-Box-End", "8,8,8")
                .body(bits)
                .put(segment + "/mask"));
    twice(() -> keyed("f").body("{\"operation\":\"fill-holes\"}").post(segment + "/edits"));
    clicked(24);
    String before = history();

    keyed("f").body("{\"operation\":\"fill-holes\"}").post(segment + "/edits");

    assertThat(history()).isEqualTo(before);
  }

  @Test
  void aKeyOfAnotherRequestIsRefused() {
    keyed("k").body(click(20)).post(segment + "/clicks").then().statusCode(200);
    for (Response other :
        List.of(
            keyed("k").body(click(21)).post(segment + "/clicks"),
            keyed("k").post(segment + "/undo"),
            keyed("k").body("{\"structure\":\"liver\"}").post(session + "/segments"))) {
      other.then().statusCode(422).body("code", equalTo("idempotency.key_reused"));
    }
    given().get(segment + "/clicks").then().body("clicks", hasSize(1));
  }

  @Test
  void theOrderOfMembersAndAbsentOnesMakeNoOtherRequest() {
    keyed("k").body(click(20)).post(segment + "/clicks").then().statusCode(200);
    String same = "{\"voxel\":{\"k\":10,\"j\":24,\"i\":20},\"extent\":null,\"kind\":\"POSITIVE\"}";

    keyed("k").body(same).post(segment + "/clicks").then().statusCode(200);

    given().get(segment + "/clicks").then().body("clicks", hasSize(1));
  }

  @Test
  void manyRequestsWithOneKeyAtOnceCountOnceAndGetOneAnswer() {
    List<CompletableFuture<Response>> all = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> keyed("many").body(click(24)).post(segment + "/clicks")));
    }
    assertThat(all)
        .extracting(CompletableFuture::join)
        .allMatch(answer -> answer.statusCode() == 200)
        .extracting(Response::asString)
        .containsOnly(all.get(0).join().asString());
    given().get(segment + "/clicks").then().body("clicks", hasSize(1));
  }

  @Test
  void aClickWhoseMaskACrashPreventedIsNotAddedAgain() throws Exception {
    String answer = keyed("x").body(click(24)).post(segment + "/clicks").asString();
    run("update idempotent_answer set outcome = null where request_key = 'x'");
    run("delete from mask_revision");

    keyed("x")
        .body(click(24))
        .post(segment + "/clicks")
        .then()
        .statusCode(200)
        .body("voxels", equalTo(new io.restassured.path.json.JsonPath(answer).getInt("voxels")));

    given().get(segment + "/clicks").then().body("clicks", hasSize(1));
  }

  @Test
  void littleIsKeptOfAnAnswer() throws Exception {
    keyed("small").body(click(24)).post(segment + "/clicks").then().statusCode(200);
    try (Connection connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select length(outcome) from idempotent_answer where request_key = 'small'")) {
      rows.next();
      assertThat(rows.getInt(1)).isBetween(10, 120);
    }
  }

  @Test
  void aClickThatMeetsASegmentDeletedInBetweenIsRefusedByName() throws Exception {
    meets(
        "update segment set deleted_at = now() where session_id = '%s'", 404, "segment.not_found");
  }

  @Test
  void aClickThatMeetsASessionClosedInBetweenIsRefusedByName() throws Exception {
    meets("update annotation_session set state = 'CLOSED' where id = '%s'", 409, "session.closed");
  }

  /** Another replica holds the session and changes it while a click waits for its turn. */
  private void meets(String change, int status, String code) throws Exception {
    String id = session.substring(session.lastIndexOf('/') + 1);
    CompletableFuture<Response> click;
    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select 1 from annotation_session where id = '" + id + "' for update");
      other.createStatement().execute(change.formatted(id));
      click = CompletableFuture.supplyAsync(() -> clicked(24));
      org.awaitility.Awaitility.await().until(this::somebodyWaits);
      other.commit();
      other.setAutoCommit(true);
    }
    click.join().then().statusCode(status).body("code", equalTo(code));
  }

  private boolean somebodyWaits() throws Exception {
    try (Connection connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from pg_locks where not granted")) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  private void run(String sql) throws Exception {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
