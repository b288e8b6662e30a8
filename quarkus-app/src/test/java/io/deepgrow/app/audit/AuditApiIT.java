package io.deepgrow.app.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The audit trail by the API and on its page. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class AuditApiIT {

  private static final String AUDIT = "/api/v1/admin/audit";

  @Inject DataSource database;
  @Inject AuditSealing sealing;

  private static RequestSpecification auditor() {
    String name = "auditor-" + UUID.randomUUID().toString().substring(0, 8);
    People.create(name, "AUDITOR");
    return People.as(name);
  }

  private void rows(String actor, int count) throws Exception {
    new Sql(database)
        .run(
            ("insert into audit_event (at, actor, action, study_uid, session_id, object_type,"
                    + " object_id, outcome, detail) select timestamptz '2020-01-01 00:00:00Z' +"
                    + " (n / 2) * interval '1 minute', '%1$s', case when n %% 2 = 0 then 'even'"
                    + " else 'odd' end, '1.2.' || n %% 3, cast('00000000-0000-0000-0000-00000000000' ||"
                    + " n %% 5 as uuid), 'thing', '%1$s-' || n %% 7, case when n = 3 then 'REFUSED' else"
                    + " 'DONE' end, '' from generate_series(1, %2$d) n")
                .formatted(actor, count));
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsTheNewestFirst() throws Exception {
    rows("pager", 23);
    RequestSpecification auditor = auditor();
    List<Integer> ids = new ArrayList<>();
    String after = "";
    int pages = 0;
    while (after != null) {
      var page =
          given()
              .spec(auditor)
              .queryParams("actor", "pager", "limit", 5, "after", after)
              .get(AUDIT)
              .then()
              .statusCode(200)
              .extract();
      ids.addAll(page.path("events.id"));
      after = page.path("next");
      pages++;
    }

    assertThat(pages).isEqualTo(5);
    assertThat(ids).hasSize(23).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  void everyFilterNarrowsTheSearch() throws Exception {
    rows("filtered", 30);
    RequestSpecification auditor = auditor();
    for (Map.Entry<String, Integer> filter :
        Map.of(
                "action=even", 15,
                "study=1.2.0", 10,
                "session=00000000-0000-0000-0000-000000000001", 6,
                "object=filtered-6", 4,
                "outcome=REFUSED", 1,
                "from=2020-01-01T00:05:00Z&to=2020-01-01T00:06:00Z", 2,
                "to=2019-12-31", 0,
                "to=2020-01-01", 30)
            .entrySet()) {
      List<Object> found =
          given()
              .spec(auditor)
              .get(AUDIT + "?actor=filtered&" + filter.getKey())
              .then()
              .statusCode(200)
              .extract()
              .path("events");
      assertThat(found).as(filter.getKey()).hasSize(filter.getValue());
    }
  }

  @Test
  void aFilterThatCanNotBeIsRefusedByItsName() {
    RequestSpecification auditor = auditor();
    for (String name : List.of("study", "session", "outcome", "from", "to", "after", "limit")) {
      given()
          .spec(auditor)
          .get(AUDIT + "?" + name + "=x")
          .then()
          .statusCode(400)
          .body("detail", containsString(name + " is"));
    }
  }

  @Test
  void aSpreadsheetTakesNoCellOfAnExportForAFormula() throws Exception {
    new Sql(database)
        .run(
            "insert into audit_event (at, actor, action, detail) values (now(), 'formula', 'x',"
                + " '=HYPERLINK(\"http://x\",\"a\")'), (now(), '@formula', 'x', '')");
    RequestSpecification auditor = auditor();

    String one =
        given()
            .spec(auditor)
            .get(AUDIT + "/export?format=csv&actor=formula")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .header("Content-Disposition", containsString("audit.csv"))
            .extract()
            .asString();
    String two = given().spec(auditor).get(AUDIT + "/export?actor=@formula").asString();

    assertThat(one).contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"").startsWith("id,at,");
    assertThat(two).contains(",'@formula,");
  }

  @Test
  void anExportHasEveryRowALineAndIsItselfWrittenDown() throws Exception {
    rows("exported", 5000);
    RequestSpecification auditor = auditor();

    String lines =
        given().spec(auditor).get(AUDIT + "/export?format=jsonl&actor=exported").asString();

    assertThat(lines.lines()).hasSize(5000).allMatch(l -> l.contains("\"actor\":\"exported\""));
    given()
        .spec(auditor)
        .get(AUDIT + "?action=audit.exported")
        .then()
        .body("events.objectId", hasItem("jsonl"));
    given().spec(auditor).get(AUDIT + "/export?format=xml").then().statusCode(400);
  }

  @Test
  void whoVerifiesIsToldTheChangedRowAndThePageTellsItToo() throws Exception {
    RequestSpecification auditor = auditor();
    rows("sealed", 3);
    sealing.run();
    Sql sql = new Sql(database);
    given()
        .spec(auditor)
        .post(AUDIT + "/verification")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
    given()
        .spec(auditor)
        .formParam("root", "")
        .post("/console/audit/verification")
        .then()
        .statusCode(200)
        .body(containsString("The trail is intact"));
    String row = sql.text("select min(id) from audit_event where actor = 'sealed'");
    sql.run("update audit_event set actor = 'forger' where id = " + row);
    try {
      given()
          .spec(auditor)
          .post(AUDIT + "/verification")
          .then()
          .body("intact", equalTo(false))
          .body("findings[0].kind", equalTo("ROW_CHANGED"))
          .body("findings[0].row", equalTo(Integer.parseInt(row)));
      given()
          .spec(auditor)
          .formParam("root", "")
          .post("/console/audit/verification")
          .then()
          .statusCode(200)
          .body(containsString("ROW_CHANGED"))
          .body(containsString(row));
      given()
          .spec(auditor)
          .formParam("root", "zz")
          .post("/console/audit/verification")
          .then()
          .statusCode(400)
          .body(containsString("64 hexadecimal digits"));
    } finally {
      sql.run("update audit_event set actor = 'sealed' where id = " + row);
    }
    given()
        .spec(auditor)
        .get(AUDIT + "/seals")
        .then()
        .statusCode(200)
        .body("[0].root.length()", equalTo(64));
  }

  @Test
  void thePageShowsDeedsEscapedAndKeepsTheFilterInItsLinks() throws Exception {
    new Sql(database)
        .run(
            "insert into audit_event (at, actor, action, detail) select now(), 'page&me', 'x',"
                + " '<script>alert(1)</script>' from generate_series(1, 60)");
    RequestSpecification auditor = auditor();

    String page =
        given().spec(auditor).queryParam("actor", "page&me").get("/console/audit").asString();

    assertThat(page)
        .contains("&lt;script&gt;", "actor=page%26me", "format=csv", "Older deeds")
        .doesNotContain("<script>alert");
    given()
        .spec(auditor)
        .get("/console/audit?actor=nobody-at-all")
        .then()
        .statusCode(200)
        .body(containsString("No deed was found"));
    given()
        .spec(auditor)
        .get("/console/audit?from=x")
        .then()
        .statusCode(400)
        .body(containsString("from is"));
  }

  @Test
  void whoIsNoAuditorSeesNothingAndThatIsWrittenDown() throws Exception {
    String name = "viewer-" + UUID.randomUUID().toString().substring(0, 8);
    People.create(name, "VIEWER");
    RequestSpecification viewer = People.as(name);
    given().spec(viewer).get("/console/audit").then().statusCode(403);
    given().spec(viewer).get(AUDIT).then().statusCode(403);

    Sql sql = new Sql(database);
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    String refused =
        "outcome = 'REFUSED' and action = 'request.refused' and actor = '" + name + "'";
    while (sql.count("audit_event", refused) < 2 && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    assertThat(
            sql.text(
                "select string_agg(object_id, ';' order by object_id) from audit_event where "
                    + refused))
        .isEqualTo("GET /api/v1/admin/audit;GET /console/audit");
  }

  @Test
  void theServiceWritesDownThatItStartedAndWithWhichSettings() throws Exception {
    Sql sql = new Sql(database);
    assertThat(sql.count("audit_event", "action = 'service.started'")).isPositive();
    assertThat(sql.count("audit_event", "action = 'settings.changed' and length(object_id) = 64"))
        .isPositive();
  }

  @Test
  void everySearchGoesByAnIndexOfItsOrder() throws Exception {
    rows("many", 30_000);
    Sql sql = new Sql(database);
    sql.run("analyze audit_event");
    for (String where :
        List.of(
            "",
            " where e.actor = 'grace'",
            " where e.action = 'rare'",
            " where e.study_uid = '1.9'",
            " where e.session_id = '00000000-0000-0000-0000-000000000009'",
            " where e.object_id = 'a' and e.object_id <> ''",
            " where e.outcome = 'REFUSED'",
            " where e.at >= '2020-01-05' and e.at < '2020-01-06'",
            " where (e.at, e.id) < ('2020-01-05', 7)")) {
      String plan =
          sql.text(
              "explain (format json) select * from audit_event e"
                  + where
                  + " order by e.at desc, e.id desc limit 51");
      assertThat(plan).as(where).contains("Index Scan").doesNotContain("Seq Scan");
    }
  }
}
