package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long pages and lists take on a database of years: a measurement, not a test, for which one
 * has to ask: {@code -Dmeasure.console=true}. It fails on no time; the figures are in the log.
 */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
@EnabledIfSystemProperty(named = "measure.console", matches = "true")
class ConsoleLoadIT {

  private static final Logger LOG = Logger.getLogger(ConsoleLoadIT.class);
  private static final int SESSIONS = 100_000;
  private static final int DEEDS = 1_000_000;
  private static final int WARM_UP = 5;
  private static final int TIMES = 40;

  @Inject DataSource database;

  private void fill() throws Exception {
    Sql sql = new Sql(database);
    sql.run(
        "insert into annotation_session (id, study_uid, series_uid, model_id, state, created_at,"
            + " created_by_name) select gen_random_uuid(), '2.25.' || n / 3, '2.25.9' || n,"
            + " 'deepgrow-compact', case when n % 50 = 0 then 'READY' else 'CLOSED' end, now() - n *"
            + " interval '5 minutes', 'user' || n % 40 from generate_series(1, "
            + SESSIONS
            + ") n");
    sql.run(
        "insert into segment (session_id, number, structure_id, created_at) select id, 1, 'spleen',"
            + " created_at from annotation_session");
    sql.run(
        "insert into click (segment_id, kind, i, j, k, created_at) select s.id, 'POSITIVE', 1, 1, 1,"
            + " s.created_at + n * interval '2 seconds' from segment s, generate_series(1, 4) n");
    sql.run(
        "insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state, reason,"
            + " next_attempt, created_at) select gen_random_uuid(), id, study_uid, '2.25.7',"
            + " '2.25.' || row_number() over (), case when abs(hashtext(id::text)) % 100 = 0 then"
            + " 'REJECTED' else 'VERIFIED' end, case when abs(hashtext(id::text)) % 100 = 0 then"
            + " 'The PACS refused the object: ' || abs(hashtext(id::text)) % 7 end, created_at,"
            + " created_at from annotation_session");
    sql.run(
        "insert into audit_event (at, actor, action, study_uid) select now() - n * interval '30"
            + " seconds', 'user' || n % 40, 'click.added', '2.25.' || n % 30000 from"
            + " generate_series(1, "
            + DEEDS
            + ") n");
    sql.run(
        "insert into sighting (id, study_uid, state, reported_by, created_at, waiting_since,"
            + " changed_at, next_look, settled_at) select gen_random_uuid(), '2.25.' || n, case when"
            + " n % 1000 = 0 then 'HELD' else 'DECIDED' end, 'CHANGES', at, at, at, at, at from"
            + " (select n, now() - n * interval '5 minutes' as at from generate_series(1, "
            + SESSIONS
            + ") n) seen");
    sql.run(
        "insert into routing_job (id, kind, state, study_uid, series_uid, series_digest, action,"
            + " ordered_by, dedupe_key, priority, not_before, waiting_since, failure_code,"
            + " failure_text, created_at, ended_at) select gen_random_uuid(), case n % 3 when 0 then"
            + " 'PREPARE' when 1 then 'SEGMENT' else 'ASSIGN' end, case when n % 200 = 0 then 'DEAD'"
            + " else 'DONE' end, '2.25.' || n / 10, '2.25.9' || n, 'd', '{\"action\":\"PREPARE\"}',"
            + " 'rule Abdomen, version 1', 'load-' || n, 5, at, at, case when n % 200 = 0 then"
            + " 'series.unusable' else '' end, '', at, at from (select n, now() - n * interval '30"
            + " seconds' as at from generate_series(1, "
            + DEEDS
            + ") n) ordered");
    sql.run(
        "insert into reading_task (id, study_uid, series_uid, priority, state, created_by,"
            + " created_at, changed_at) select gen_random_uuid(), '2.25.' || n, '2.25.9' || n, 5,"
            + " case when n <= 500 then 'OPEN' else 'DONE' end, 'rule', at, at from (select n, now()"
            + " - n * interval '5 minutes' as at from generate_series(1, "
            + SESSIONS
            + ") n) listed");
    sql.run("analyze");
  }

  private static Map<String, String> pages(String session) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String path :
        List.of(
            "",
            "/live",
            "/sessions",
            "/sessions?study=2.25.17",
            "/sessions?openedBy=user7",
            "/sessions?state=FAILED",
            "/sessions/" + session,
            "/results",
            "/results?state=REJECTED",
            "/models",
            "/settings",
            "/accounts",
            "/projects",
            "/audit",
            "/audit?actor=user7",
            "/audit?action=nothing.such",
            "/audit?study=2.25.17",
            "/studies",
            "/studies?state=HELD",
            "/studies?study=2.25.17",
            "/routing/jobs",
            "/routing/jobs?state=DEAD&kind=SEGMENT",
            "/routing/jobs?state=RUNNING&kind=SEND",
            "/routing/jobs?study=2.25.17",
            "/routing/queues",
            "/routing/dead-letters",
            "/routing/rules",
            "/worklist",
            "/worklist?show=all",
            "/reviews",
            "/connections",
            "/training")) {
      pages.put(path.replace(session, "{id}"), "/console" + path);
    }
    for (String path :
        List.of(
            "overview",
            "sessions?limit=200",
            "results?limit=200",
            "settings",
            "audit?limit=200",
            "audit?from=2020-01-01&to=2020-02-01")) {
      pages.put("api " + path, "/api/v1/admin/" + path);
    }
    return pages;
  }

  @Test
  void pagesOfADatabaseOfYears() throws Exception {
    People.create("loads", "ADMIN");
    RequestSpecification operator = People.as("loads");
    fill();
    String deep =
        new Sql(database).text("select id from annotation_session order by created_at limit 1");
    Map<String, String> pages = pages(deep);
    String last = given().spec(operator).get("/api/v1/admin/sessions?limit=200").path("next");
    pages.put("api sessions?after=", "/api/v1/admin/sessions?limit=200&after=" + last);
    StringBuilder table = new StringBuilder("\n| page | p50, ms | p95, ms |\n|---|---|---|\n");
    pages.forEach(
        (name, path) -> {
          double[] ms = new double[TIMES];
          for (int n = -WARM_UP; n < TIMES; n++) {
            long start = System.nanoTime();
            assertThat(given().spec(operator).get(path).statusCode()).as(path).isEqualTo(200);
            if (n >= 0) {
              ms[n] = (System.nanoTime() - start) / 1e6;
            }
          }
          Arrays.sort(ms);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.0f | %.0f |%n",
                  name,
                  ms[TIMES / 2],
                  ms[TIMES * 95 / 100]));
        });
    LOG.info(table);
  }
}
