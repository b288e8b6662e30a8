package io.deepgrow.app.worklist;

import static io.deepgrow.app.review.Work.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.review.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The worklist by its API, with people who share it. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class WorklistIT {

  private static final String TASKS = "/api/v1/reading-tasks/";
  private static final Map<String, Object> NO_REVIEW = Map.of("review", "NONE");

  @Inject DataSource database;
  @Inject SessionEventLog events;
  @Inject ReadingTaskDesk desk;
  @Inject TaskClaims claims;

  private String text(String sql) throws SQLException {
    return new Sql(database).text(sql);
  }

  private static String put(
      RequestSpecification as, String study, String project, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("studyUid", study);
    body.put("seriesUid", study + ".1");
    body.put("project", project);
    return json(as).body(body).post(TASKS).then().statusCode(201).extract().path("id");
  }

  private static ValidatableResponse step(RequestSpecification as, String task, String step) {
    return json(as).post(TASKS + task + "/" + step).then();
  }

  private static ValidatableResponse next(RequestSpecification as) {
    return json(as).post(TASKS + "next").then();
  }

  private static ValidatableResponse task(RequestSpecification as, String task) {
    return given().spec(as).get(TASKS + task).then().statusCode(200);
  }

  private static ValidatableResponse delegate(
      RequestSpecification as, String task, String account) {
    return json(as).body(Map.of("account", account)).post(TASKS + task + "/delegate").then();
  }

  private void verified(String session, String result) throws SQLException {
    new Sql(database)
        .run("update stored_result set state = 'VERIFIED' where id = '" + result + "'");
    QuarkusTransaction.requiringNew()
        .run(() -> events.append(UUID.fromString(session), "result", result + ":VERIFIED"));
  }

  private void pass(String task) throws SQLException {
    new Sql(database)
        .run(
            "update reading_task set claim_until = now() - interval '1 second' where id = '"
                + task
                + "'");
  }

  @Test
  void whatIsSavedIsSubmittedReturnedToTheSamePersonAndDoneOnceItIsAcceptedAndInThePacs()
      throws Exception {
    String project = Work.project("list-walk", Map.of("review", "BEFORE_SENDING"), "2.25.311701");
    RequestSpecification grace = Work.member("grace-lists", "ANNOTATOR", project);
    RequestSpecification lise = Work.member("lise-lists", "REVIEWER", project);
    String id =
        put(grace, "2.25.311701", project, Map.of("structures", List.of("spleen", "liver")));

    next(grace).statusCode(200).body("id", equalTo(id)).body("state", equalTo("CLAIMED"));
    step(grace, id, "submit").statusCode(409).body("code", equalTo("task.nothing_saved"));
    String session =
        step(grace, id, "start")
            .statusCode(200)
            .body("state", equalTo("STARTED"))
            .body("marked", hasSize(0))
            .extract()
            .path("session");
    step(grace, id, "start").statusCode(200).body("session", equalTo(session));
    given()
        .spec(grace)
        .get("/api/v1/sessions/" + session + "/segments")
        .then()
        .body("structure", contains("spleen", "liver"));
    step(grace, id, "submit").statusCode(409).body("code", equalTo("task.nothing_saved"));
    Work.click(grace, session, 24);
    task(grace, id).body("marked", contains("spleen"));
    Work.save(grace, session);

    task(grace, id).body("state", equalTo("SUBMITTED")).body("claimUntil", nullValue());
    step(grace, id, "submit").statusCode(200).body("state", equalTo("SUBMITTED"));
    next(grace).statusCode(204);

    Work.giveBack(lise, Work.review(grace, session), "Not the hilum").statusCode(200);
    task(grace, id).body("state", equalTo("RETURNED")).body("comment", equalTo("Not the hilum"));
    step(lise, id, "claim").statusCode(409).body("code", equalTo("task.taken"));
    next(lise).statusCode(204);
    next(grace).statusCode(200).body("id", equalTo(id)).body("state", equalTo("CLAIMED"));
    step(grace, id, "start").statusCode(200).body("session", equalTo(session));
    step(grace, id, "submit").statusCode(409).body("code", equalTo("task.nothing_saved"));
    Work.click(grace, session, 26);
    String result = Work.save(grace, session).extract().path("id");
    task(grace, id).body("state", equalTo("SUBMITTED"));
    Work.accept(lise, Work.review(grace, session)).statusCode(200);
    task(grace, id).body("state", equalTo("SUBMITTED"));
    verified(session, result);

    task(grace, id).body("state", equalTo("DONE"));
    assertThat(
            text(
                "select string_agg(actor || ' ' || action, ', ' order by id) from audit_event where"
                    + " object_type = 'reading_task' and object_id = '"
                    + id
                    + "'"))
        .isEqualTo(
            "grace-lists task.opened, grace-lists task.claimed, grace-lists task.started,"
                + " grace-lists task.submitted, lise-lists task.returned, grace-lists task.claimed,"
                + " grace-lists task.started, grace-lists task.submitted, service task.done");
  }

  @Test
  void withoutAReviewItIsDoneWhenThePacsHasItAndWhatOthersSaveCountsForNothing() throws Exception {
    String project = Work.project("list-plain", NO_REVIEW, "2.25.311711");
    RequestSpecification grace = Work.member("grace-plain", "ANNOTATOR", project);
    RequestSpecification olga = Work.member("olga-plain", "ANNOTATOR", project);
    String id = put(grace, "2.25.311711", project, Map.of("structures", List.of("spleen")));
    step(grace, id, "claim").statusCode(200);
    String session = step(grace, id, "start").extract().path("session");
    Work.click(olga, session, 24);
    Work.save(olga, session);
    task(grace, id).body("state", equalTo("STARTED"));

    String result = Work.save(grace, session).extract().path("id");
    verified(session, result);

    task(grace, id).body("state", equalTo("DONE")).body("holder", equalTo("grace-plain"));
    task(olga, id).body("holder", nullValue());
    step(grace, id, "claim").statusCode(409).body("code", equalTo("task.other_state"));
  }

  @Test
  void theMostUrgentComesFirstThenWhatIsDueThenTheOldest() {
    String[] studies = {"2.25.311721", "2.25.311722", "2.25.311723", "2.25.311724", "2.25.311725"};
    String project = Work.project("list-order", NO_REVIEW, studies);
    RequestSpecification grace = Work.member("grace-order", "ANNOTATOR", project);
    String old = put(grace, studies[0], project, Map.of("priority", 4));
    String young = put(grace, studies[1], project, Map.of("priority", 4));
    String due =
        put(grace, studies[2], project, Map.of("priority", 4, "due", "2026-12-24T18:00:00Z"));
    String urgent = put(grace, studies[3], project, Map.of("priority", 9));
    String aged = put(grace, studies[4], project, Map.of("priority", 1));
    List<String> expected = List.of(urgent, aged, due, old, young);
    try {
      new Sql(database)
          .run(
              "update reading_task set created_at = created_at - interval '30 days' where id = '"
                  + aged
                  + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }

    given()
        .spec(grace)
        .queryParam("limit", 200)
        .get(TASKS)
        .then()
        .statusCode(200)
        .body("tasks.id", equalTo(expected))
        .body("next", nullValue());
    for (String id : expected) {
      next(grace).statusCode(200).body("id", equalTo(id));
    }
    next(grace).statusCode(204);
  }

  @Test
  void pagesFollowOneAnotherWithoutAGapOrADouble() {
    String project = Work.project("list-pages", NO_REVIEW, "2.25.311731");
    RequestSpecification grace = Work.member("grace-pages", "ANNOTATOR", project);
    List<String> all = new java.util.ArrayList<>();
    for (int n = 0; n < 7; n++) {
      all.add(put(grace, "2.25.311731", project, Map.of("priority", 1 + n % 3)));
    }
    List<String> seen = new java.util.ArrayList<>();
    String after = "";
    while (after != null) {
      var page =
          given()
              .spec(grace)
              .queryParam("limit", 3)
              .queryParam("state", "OPEN")
              .queryParam("after", after)
              .get(TASKS)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("tasks.id", String.class));
      after = page.getString("next");
    }

    assertThat(seen).hasSize(7).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    given()
        .spec(grace)
        .queryParam("after", "nonsense")
        .get(TASKS)
        .then()
        .statusCode(400)
        .body("detail", containsString("after"));
  }

  @Test
  void twoPeopleNeverGetTheSameTask() throws Exception {
    String project = Work.project("list-race", NO_REVIEW, "2.25.311741");
    List<RequestSpecification> people =
        List.of(
            Work.member("ann-races", "ANNOTATOR", project),
            Work.member("bea-races", "ANNOTATOR", project),
            Work.member("cleo-races", "ANNOTATOR", project));
    int tasks = 15;
    for (int n = 0; n < tasks; n++) {
      put(people.get(0), "2.25.311741", project, Map.of());
    }
    Queue<String> given = new ConcurrentLinkedQueue<>();
    CountDownLatch begin = new CountDownLatch(1);
    List<CompletableFuture<Void>> racing =
        people.stream()
            .map(
                who ->
                    CompletableFuture.runAsync(
                        () -> {
                          await(begin);
                          var answer = next(who).extract();
                          while (answer.statusCode() == 200) {
                            given.add(answer.path("id"));
                            answer = next(who).extract();
                          }
                          assertThat(answer.statusCode()).isEqualTo(204);
                        }))
            .toList();
    begin.countDown();
    CompletableFuture.allOf(racing.toArray(CompletableFuture[]::new)).join();

    assertThat(given).hasSize(tasks).doesNotHaveDuplicates();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoseClaimHasPassedLosesItToTheNextAndTheirHeartbeatIsRefused() throws Exception {
    String project = Work.project("list-claims", NO_REVIEW, "2.25.311751");
    RequestSpecification grace = Work.member("grace-claims", "ANNOTATOR", project);
    RequestSpecification olga = Work.member("olga-claims", "ANNOTATOR", project);
    String id = put(grace, "2.25.311751", project, Map.of("structures", List.of("spleen")));
    step(grace, id, "claim").statusCode(200);
    String session = step(grace, id, "start").extract().path("session");
    step(olga, id, "claim")
        .statusCode(409)
        .body("code", equalTo("task.taken"))
        .body("detail", not(containsString("grace-claims")));
    step(People.admin(), id, "claim")
        .statusCode(409)
        .body("detail", containsString("grace-claims"));
    step(olga, id, "release").statusCode(409);
    pass(id);
    step(grace, id, "heartbeat").statusCode(200).body("claimUntil", notNullValue());
    step(olga, id, "claim").statusCode(409);
    pass(id);
    claims.lapse();
    task(grace, id).body("state", equalTo("OPEN")).body("mine", equalTo(false));
    step(grace, id, "heartbeat").statusCode(409).body("code", equalTo("task.other_state"));
    step(grace, id, "claim").statusCode(200);
    pass(id);

    next(olga).statusCode(200).body("id", equalTo(id));
    step(grace, id, "heartbeat").statusCode(409).body("code", equalTo("task.taken"));
    step(olga, id, "start").statusCode(200).body("session", equalTo(session));
    Work.session(olga, session).body("owner", equalTo("olga-claims"));
    step(olga, id, "release").statusCode(200).body("state", equalTo("OPEN"));
    assertThat(
            text(
                "select string_agg(actor, ',' order by id) from audit_event where action ="
                    + " 'task.claim_passed' and object_id = '"
                    + id
                    + "'"))
        .startsWith("service");
  }

  @Test
  void whatIsHandedOverIsOnNobodyElsesList() {
    String project = Work.project("list-hands", NO_REVIEW, "2.25.311761");
    RequestSpecification grace = Work.member("grace-hands", "ANNOTATOR", project);
    RequestSpecification olga = Work.member("olga-hands", "ANNOTATOR", project);
    RequestSpecification lise = Work.member("lise-hands", "REVIEWER", project);
    People.create("stranger-hands");
    String id = put(grace, "2.25.311761", project, Map.of());
    step(grace, id, "claim").statusCode(200);
    delegate(olga, id, "olga-hands").statusCode(409);
    delegate(grace, id, "stranger-hands")
        .statusCode(422)
        .body("code", equalTo("session.handover_refused"));

    delegate(grace, id, "olga-hands")
        .statusCode(200)
        .body("state", equalTo("OPEN"))
        .body("account", equalTo("olga-hands"));

    given().spec(grace).get(TASKS + id).then().statusCode(403);
    step(grace, id, "claim").statusCode(403);
    next(grace).statusCode(204);
    given().spec(olga).queryParam("mine", true).get(TASKS).then().body("tasks.id", hasItem(id));
    delegate(lise, id, "grace-hands").statusCode(200);
    next(olga).statusCode(204);
    next(grace).statusCode(200).body("id", equalTo(id));
  }

  @Test
  void strangersSeeNothingAndOnlyOperatorsWithdraw() {
    String project = Work.project("list-strangers", NO_REVIEW, "2.25.311771");
    String other = Work.project("list-others", NO_REVIEW, "2.25.311772", "2.25.311771");
    RequestSpecification grace = Work.member("grace-strange", "ANNOTATOR", project);
    RequestSpecification olga = Work.member("olga-strange", "ANNOTATOR", other);
    String id = put(grace, "2.25.311771", project, Map.of("reason", "Low confidence"));
    given().spec(olga).get(TASKS + id).then().statusCode(403);
    given().spec(olga).get(TASKS).then().body("tasks.id", not(hasItem(id)));
    next(olga).statusCode(204);
    json(olga)
        .body(Map.of("studyUid", "2.25.311779", "seriesUid", "2.25.311779.1"))
        .post(TASKS)
        .then()
        .statusCode(403);
    json(grace)
        .body(Map.of("studyUid", "2.25.311771", "seriesUid", "2.25.311771.1", "project", other))
        .post(TASKS)
        .then()
        .statusCode(403);
    json(grace).body(Map.of()).post(TASKS + id + "/withdraw").then().statusCode(403);
    step(grace, id, "claim").statusCode(200);

    json(People.admin())
        .body(Map.of("reason", "Twice on the list"))
        .post(TASKS + id + "/withdraw")
        .then()
        .statusCode(200)
        .body("state", equalTo("WITHDRAWN"));

    step(grace, id, "heartbeat").statusCode(200).body("state", equalTo("WITHDRAWN"));
    step(grace, id, "start").statusCode(409).body("code", equalTo("task.other_state"));
    given().spec(grace).get(TASKS + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void whatAJobPutsOnTheListAgainIsThereOnceAndTakesThePlaceOfAnEarlierOne() throws Exception {
    String project = Work.project("list-jobs", NO_REVIEW, "2.25.311789");
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    for (UUID id : List.of(first, first, second)) {
      QuarkusTransaction.requiringNew().run(() -> desk.open(order(id, project)));
    }

    assertThat(text("select count(*) from reading_task where study_uid = '2.25.311781'"))
        .isEqualTo("2");
    assertThat(text("select state from reading_task where id = '" + first + "'"))
        .isEqualTo("WITHDRAWN");
    // what the service remembers of projects is some seconds old at most
    given()
        .spec(People.admin())
        .get(TASKS + second)
        .then()
        .body("reason", equalTo("The network is not sure"));
    assertThat(text("select count(*) from project_study where study_uid = '2.25.311781'"))
        .isEqualTo("1");
  }

  @Test
  void whatCanNotBeIsRefusedByItsName() {
    String project = Work.project("list-bad", NO_REVIEW, "2.25.311785");
    RequestSpecification grace = Work.member("grace-bad", "ANNOTATOR", project);
    for (Map.Entry<String, String> wrong :
        Map.of(
                "\"structures\":[null]", "structures",
                "\"due\":\"+99999-01-01T00:00:00Z\"", "due",
                "\"due\":1e17", "",
                "\"priority\":0", "priority",
                "\"priority\":10", "priority")
            .entrySet()) {
      json(grace)
          .body(
              "{\"studyUid\":\"2.25.311785\",\"seriesUid\":\"2.25.311785.1\","
                  + wrong.getKey()
                  + "}")
          .post(TASKS)
          .then()
          .statusCode(400)
          .body("code", equalTo("request.malformed"))
          .body("detail", containsString(wrong.getValue()));
    }
  }

  @Test
  void nobodySeesHowFarOthersAreWhereSeveralMarkOneStudy() {
    String project =
        Work.project("list-blind", Map.of("review", "BEFORE_SENDING", "overlap", 2), "2.25.311786");
    RequestSpecification grace = Work.member("grace-blind", "ANNOTATOR", project);
    RequestSpecification olga = Work.member("olga-blind", "ANNOTATOR", project);
    String id = put(grace, "2.25.311786", project, Map.of("structures", List.of("spleen")));
    step(grace, id, "claim").statusCode(200);
    String session = step(grace, id, "start").statusCode(200).extract().path("session");
    Work.click(grace, session, 24);

    task(grace, id).body("marked", contains("spleen")).body("session", equalTo(session));
    task(olga, id).body("marked", hasSize(0)).body("session", nullValue());
    step(grace, id, "release").statusCode(200);
    step(olga, id, "claim").statusCode(200);
    step(olga, id, "start").statusCode(200).body("session", not(equalTo(session)));
  }

  private static NewReadingTask order(UUID id, String project) {
    return new NewReadingTask(
        id,
        UUID.randomUUID(),
        ConnectionId.DEFAULT,
        "2.25.311781",
        "2.25.311781.1",
        UUID.fromString(project),
        null,
        List.of("spleen"),
        5,
        null,
        "The network is not sure",
        null);
  }
}
