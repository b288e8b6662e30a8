package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages about what runs, as an operator and as somebody who is none. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class OperatorPagesIT {

  private static final List<String> PAGES =
      List.of("", "/sessions", "/results", "/models", "/settings");

  @Inject DataSource database;

  private SessionRows rows;
  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    if (rows.sql().count("account", "name = 'operates'") == 0) {
      People.create("operates", "OPERATOR");
    }
    operator = People.as("operates");
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private String page(String path) {
    Response answer = given().spec(operator).get("/console" + path);
    assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
    return answer.asString();
  }

  private Response post(String path, Map<String, String> form) {
    return given()
        .spec(operator)
        .redirects()
        .follow(false)
        .formParams(form)
        .post("/console" + path);
  }

  private UUID refused(UUID session, String reason) throws Exception {
    UUID id = UUID.randomUUID();
    rows.sql()
        .run(
            ("insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state,"
                    + " reason, next_attempt, created_at, attempts) values ('%s', '%s', '2.25.1',"
                    + " '2.25.2', '2.25.%d', 'REJECTED', '%s', now(), now(), 1)")
                .formatted(id, session, id.getMostSignificantBits() >>> 1, reason));
    rows.sql()
        .run(
            "insert into stored_result_bytes (result_id, dataset) values ('%s', 'x')"
                .formatted(id));
    return id;
  }

  @Test
  void everyPageHasOneHeadingAStrictPolicyAndNoScriptOfItsOwn() {
    for (String path : PAGES) {
      Response answer = given().spec(operator).get("/console" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
      assertThat(answer.asString().split("<h1", -1)).as(path).hasSize(2);
      assertThat(answer.asString()).as(path).doesNotContain("style=").doesNotContain("onclick");
    }
  }

  @Test
  void whoIsNoOperatorIsRefusedEveryPageAndEveryButton() throws Exception {
    UUID session = rows.session("READY");
    People.create("only-looks", "VIEWER");
    RequestSpecification viewer = People.as("only-looks");
    for (String path : PAGES.subList(1, PAGES.size())) {
      given().spec(viewer).get("/console" + path).then().statusCode(403);
    }
    for (String path :
        List.of(
            "/sessions/" + session + "/close",
            "/results/" + UUID.randomUUID() + "/resend",
            "/results/resend",
            "/settings/support-bundle")) {
      given().spec(viewer).formParam("x", "y").post("/console" + path).then().statusCode(403);
    }
    assertThat(rows.column("annotation_session", "state", session)).isEqualTo("READY");
  }

  @Test
  void aSessionIsFoundShownAndClosedByItsName() throws Exception {
    UUID session = rows.session("READY");
    rows.segment(session, 1);
    String name = session.toString().substring(0, 8);

    assertThat(page("/sessions?study=2.25.1&state=READY")).contains(name);
    assertThat(page("/sessions?study=2.25.1&state=FAILED")).contains("No session is like that");
    assertThat(page("/sessions/" + session))
        .contains("Nobody has clicked yet")
        .contains("Spleen")
        .contains("deepgrow?StudyInstanceUIDs=2.25.1");

    Response wrong = post("/sessions/" + session + "/close", Map.of("confirm", "other"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.asString()).contains("role=\"alert\"").contains("Type " + name);
    Response closed = post("/sessions/" + session + "/close", Map.of("confirm", name));
    assertThat(closed.statusCode()).isEqualTo(303);
    assertThat(rows.column("annotation_session", "state", session)).isEqualTo("CLOSED");
    assertThat(page("/sessions/" + session + "?done=closed"))
        .contains("The session is closed.")
        .doesNotContain("Close it");
  }

  @Test
  void badFiltersAndUnknownSessionsAreSaidOnThePage() {
    Response bad = given().spec(operator).get("/console/sessions?study=nonsense");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.asString()).contains("role=\"alert\"").contains("value=\"nonsense\"");
    Response unknown = given().spec(operator).get("/console/sessions/" + UUID.randomUUID());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.asString()).contains("There is no session");
    assertThat(given().spec(operator).get("/console/results?after=x").statusCode()).isEqualTo(400);
  }

  @Test
  void refusedResultsAreGroupedByReasonAndSentAgain() throws Exception {
    UUID session = rows.session("READY");
    UUID one = refused(session, "The <PACS> said & no");
    UUID two = refused(session, "The <PACS> said & no");
    UUID other = refused(session, "Another reason");

    assertThat(page("/results"))
        .contains("The &lt;PACS&gt; said &amp; no")
        .contains("Send 2 again")
        .contains("Send 1 again");

    Response sent = post("/results/resend", Map.of("reason", "The <PACS> said & no"));
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.header("Location")).contains("sent=2");
    assertThat(rows.column("stored_result", "state", one)).isNotEqualTo("REJECTED");
    assertThat(rows.column("stored_result", "state", two)).isNotEqualTo("REJECTED");
    assertThat(rows.column("stored_result", "state", other)).isEqualTo("REJECTED");
    assertThat(page("/results?sent=2")).contains("2 results are on the way again.");

    Response single = post("/results/" + other + "/resend", Map.of("state", "REJECTED"));
    assertThat(single.statusCode()).isEqualTo(303);
    Response unknown = post("/results/" + UUID.randomUUID() + "/resend", Map.of());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.asString()).contains("There is no result");
  }

  @Test
  void allRefusedResultsAreNotSentForAReasonThatIsNone() throws Exception {
    UUID result = refused(rows.session("READY"), "Stays");

    assertThat(post("/results/resend", Map.of("reason", " ")).statusCode()).isEqualTo(400);

    assertThat(rows.column("stored_result", "state", result)).isEqualTo("REJECTED");
  }

  @Test
  void noSecretIsOnThePageTheAnswerOrInTheBundle() throws IOException {
    String settings = page("/settings?q=setup-code");
    assertThat(settings).contains("deepgrow.accounts.setup-code").contains(">set<");
    Map<String, String> files = unpacked(post("/settings/support-bundle", Map.of()).asByteArray());
    files.put("page", page("/settings"));
    files.put("answer", given().spec(operator).get("/api/v1/admin/settings").asString());

    assertThat(files.keySet())
        .contains(
            "about.json",
            "settings.json",
            "overview.json",
            "rows.json",
            "migrations.json",
            "log.txt",
            "threads.txt");
    files.forEach((name, text) -> assertThat(text).as(name).doesNotContain(IdentityProfile.CODE));
    assertThat(files.get("answer")).contains("deepgrow.pacs.url").contains("http://127.0.0.1:9");
    assertThat(files.get("migrations.json")).contains("\"14\"");
    assertThat(files.get("rows.json")).contains("annotation_session");
    assertThat(files.get("threads.txt")).contains("\"main\"");
  }

  private static Map<String, String> unpacked(byte[] zip) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void theOverviewSaysInWordsWhatIsDownAndItsTableStaysOutsideOfWhatIsReplaced() {
    String overview = page("");
    assertThat(overview).contains("<h2>Database</h2>").contains("<h2>PACS</h2>");
    assertThat(overview).contains("Look whether the PACS answers");
    assertThat(overview.indexOf("<details>"))
        .isGreaterThan(overview.indexOf("id=\"live-top\""))
        .isLessThan(overview.indexOf("id=\"live-minutes\""));
    assertThat(page("/live")).contains("id=\"live-minutes\"").doesNotContain("<details>");
  }

  @Test
  void modelsSayWhereTheyRunAndWhatTheyAreFor() {
    assertThat(page("/models")).contains("deepgrow-compact").contains("SHA-256").contains("CPU");
  }
}
