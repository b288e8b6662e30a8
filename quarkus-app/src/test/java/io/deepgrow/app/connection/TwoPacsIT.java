package io.deepgrow.app.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.People;
import io.deepgrow.app.pacs.SharedPacs;
import io.deepgrow.app.pacs.SharedPacsProfile;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two PACS that have a series of the same UIDs: sessions, results and viewers of each. */
@QuarkusTest
@TestProfile(SharedPacsProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(SharedPacs.class)
class TwoPacsIT {

  private static final String CONNECTIONS = "/api/v1/admin/connections";
  private static final String SESSIONS = "/api/v1/sessions";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final List<DicomFile> slices = PlayedPacs.study(7);
  private final FakePacs first = FakePacs.of(slices);
  private final FakePacs second = FakePacs.of(slices.subList(0, 8));
  private final String study = text(Tag.STUDY_INSTANCE_UID);
  private final String series = text(Tag.SERIES_INSTANCE_UID);

  private String text(int tag) {
    return slices.get(0).dataSet().string(tag).orElseThrow();
  }

  /** What is away afterwards is not enabled any more: erasing asks all that are. */
  @AfterEach
  void stop() {
    List<Map<String, Object>> all = given().spec(People.admin()).get(CONNECTIONS).path("$");
    for (Map<String, Object> connection : all) {
      if (!connection.get("name").equals("default")) {
        json()
            .body("{\"enabled\":false}")
            .put(CONNECTIONS + "/" + connection.get("id") + "/enabled");
      }
    }
    first.close();
    second.close();
  }

  private static RequestSpecification json() {
    return given().spec(People.admin()).contentType(ContentType.JSON);
  }

  private static Map<String, Object> settings(URI root, String role) {
    return new HashMap<>(
        Map.of(
            "root", root.toString(), "role", role, "dialect", "GENERIC", "authentication", "NONE"));
  }

  /** A new connection; its name. */
  private static String connect(Map<String, Object> settings) {
    String name = "pacs-" + NUMBER.incrementAndGet();
    json()
        .body(Map.of("name", name, "settings", settings))
        .post(CONNECTIONS)
        .then()
        .statusCode(201);
    return name;
  }

  private static String idOf(String name) {
    return given()
        .spec(People.admin())
        .get(CONNECTIONS)
        .path("find { it.name == '" + name + "' }.id");
  }

  private Response open(String connection) {
    return json()
        .body(Map.of("studyUid", study, "seriesUid", series, "connection", connection))
        .post(SESSIONS + "?wait=PT60S");
  }

  private String clicked(String connection, int depth) {
    Response opened = open(connection);
    opened
        .then()
        .statusCode(201)
        .body("state", equalTo("READY"))
        .body("connection", equalTo(connection))
        .body("geometry.size.k", equalTo(depth));
    String session = opened.path("id");
    json()
        .body("{\"structure\":\"spleen\"}")
        .post(SESSIONS + "/" + session + "/segments")
        .then()
        .statusCode(201);
    json()
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":24,\"j\":24,\"k\":4}}")
        .post(SESSIONS + "/" + session + "/segments/1/clicks")
        .then()
        .statusCode(200);
    return session;
  }

  private static Response stored(String session, String body, String state) {
    String id =
        json()
            .body(body)
            .post(SESSIONS + "/" + session + "/results")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    String path = SESSIONS + "/" + session + "/results/" + id;
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> given().spec(People.admin()).get(path).path("state").equals(state));
    return given().spec(People.admin()).get(path);
  }

  @Test
  void theSameSeriesOfTwoPacsIsTwoSeriesAndResultsGoWhereTheirsCameFrom() {
    Map<String, Object> oneAtATime = settings(first.base(), "BOTH");
    oneAtATime.put("parallelCalls", 1);
    String one = connect(oneAtATime);
    String two = connect(settings(second.base(), "BOTH"));
    String inFirst = clicked(one, 12);
    String inSecond = clicked(two, 8);

    stored(inSecond, "{}", "VERIFIED").then().body("connection", equalTo(two));
    assertThat(second.files()).hasSize(9);
    assertThat(first.files()).hasSize(12);

    stored(inFirst, "{}", "VERIFIED").then().body("connection", equalTo(one));
    assertThat(first.files()).hasSize(13);
    assertThat(second.files()).hasSize(9);
  }

  @Test
  void resultsOfASourceGoToTheTargetThatIsNamed() {
    String source = connect(settings(first.base(), "SOURCE"));
    String target = connect(settings(second.base(), "TARGET"));
    String session = clicked(source, 12);

    stored(session, "{\"target\":\"" + target + "\"}", "VERIFIED")
        .then()
        .body("connection", equalTo(target));

    assertThat(second.files()).hasSize(9);
    assertThat(first.files()).hasSize(12);
    json()
        .body("{\"target\":\"" + source + "\"}")
        .post(SESSIONS + "/" + session + "/results")
        .then()
        .statusCode(409)
        .body("code", equalTo("connection.role"));
    open(target).then().statusCode(409).body("code", equalTo("connection.role"));
  }

  @Test
  void aConnectionThatIsUnknownOrDisabledIsNamed() {
    open("nowhere").then().statusCode(404).body("code", equalTo("connection.not_found"));
    String off = connect(settings(first.base(), "BOTH"));
    json()
        .body("{\"enabled\":false}")
        .put(CONNECTIONS + "/" + idOf(off) + "/enabled")
        .then()
        .statusCode(200);
    open(off)
        .then()
        .statusCode(409)
        .body("code", equalTo("connection.disabled"))
        .body("detail", containsString(off));
    given()
        .spec(People.admin())
        .get("/dicom-web/connections/" + off + "/studies")
        .then()
        .statusCode(409);
    given()
        .spec(People.admin())
        .get("/dicom-web/connections/nowhere/studies")
        .then()
        .statusCode(404);
  }

  @Test
  void aConnectionThatWorkNamesCanOnlyBeDisabled() {
    String used = connect(settings(first.base(), "BOTH"));
    open(used).then().statusCode(201);
    given()
        .spec(People.admin())
        .delete(CONNECTIONS + "/" + idOf(used) + "?confirm=" + used)
        .then()
        .statusCode(409)
        .body("code", equalTo("connection.in_use"))
        .body("detail", containsString("disable it"));
  }

  @Test
  void aMissingSecretFailsTheSessionByName() {
    Map<String, Object> basic = settings(first.base(), "BOTH");
    basic.put("authentication", "BASIC");
    basic.put("username", "deepgrow");
    String half = connect(basic);
    open(half)
        .then()
        .statusCode(201)
        .body("state", equalTo("FAILED"))
        .body("failure.code", equalTo("connection.unusable"))
        .body("failure.detail", containsString("no password yet"));
  }

  @Test
  void aViewerReadsEachPacsBelowItsNameAndAMemberTheStudiesOfTheProjectAlone() {
    String one = connect(settings(first.base(), "BOTH"));
    String own = "/dicom-web/connections/" + one;
    given()
        .spec(People.admin())
        .get(own + "/studies/" + study + "/series")
        .then()
        .statusCode(200)
        .body("[0].'0020000E'.Value[0]", equalTo(series))
        .body(not(containsString(String.valueOf(first.base()))));
    given().spec(People.admin()).get(own + "/patients").then().statusCode(404);
    given().get(own + "/studies").then().statusCode(401);

    String outsider = "outsider-" + one;
    People.create(outsider, List.of(Map.of("role", "VIEWER", "project", project(one))));
    RequestSpecification member = People.as(outsider);
    given().spec(member).get(own + "/studies").then().statusCode(200).body("", hasSize(0));
    given().spec(member).get(own + "/studies/" + study + "/series").then().statusCode(403);
    given()
        .spec(member)
        .urlEncodingEnabled(false)
        .get("/dicom-web/connections/" + one + "/../" + one + "/studies/" + study + "/series")
        .then()
        .statusCode(403);
    given().spec(member).post(own + "/studies").then().statusCode(403);
  }

  private static String project(String name) {
    return json()
        .body(Map.of("name", "of " + name))
        .post("/api/v1/admin/projects")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aTokenThatThePacsRefusesIsRenewedOnceAndNoSecretIsWrittenAnywhere() throws Exception {
    String secret = "Qx4-client-secret-77";
    AtomicInteger given = new AtomicInteger();
    AtomicInteger valid = new AtomicInteger(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange ->
            send(
                exchange,
                200,
                "{\"access_token\":\"t" + given.incrementAndGet() + "\",\"expires_in\":300}"));
    server.createContext(
        "/pacs",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          send(exchange, ("Bearer t" + valid.get()).equals(sent) ? 200 : 401, "[]");
        });
    server.start();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      Map<String, Object> oauth = settings(URI.create(root + "/pacs"), "BOTH");
      oauth.put("authentication", "CLIENT_CREDENTIALS");
      oauth.put("tokenUrl", root + "/token");
      oauth.put("clientId", "deepgrow");
      String name = connect(oauth);
      json()
          .body(Map.of("value", secret))
          .put(CONNECTIONS + "/" + idOf(name) + "/secrets/client-secret")
          .then()
          .statusCode(200);
      String studies = "/dicom-web/connections/" + name + "/studies";
      given().spec(People.admin()).get(studies).then().statusCode(200);
      given().spec(People.admin()).get(studies).then().statusCode(200);
      assertThat(given.get()).as("one token for both").isEqualTo(1);

      valid.set(2);
      given().spec(People.admin()).get(studies).then().statusCode(200);
      assertThat(given.get()).as("renewed once").isEqualTo(2);

      valid.set(99);
      given()
          .spec(People.admin())
          .get(studies)
          .then()
          .statusCode(502)
          .body("code", equalTo("pacs.refused"));
      assertThat(given.get()).as("and not for ever").isEqualTo(3);
      assertThat(given().spec(People.admin()).get("/logs?lines=10000").asString())
          .doesNotContain(secret);
    } finally {
      server.stop(0);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void anOperatorTriesAConnectionOutAndReadsWhatCameOfEachStep() {
    String name = connect(settings(first.base(), "BOTH"));
    String operator = "operator-" + name;
    People.create(operator, "OPERATOR");
    given()
        .spec(People.as(operator))
        .contentType(ContentType.JSON)
        .body("{\"store\":true}")
        .post(CONNECTIONS + "/" + idOf(name) + "/test")
        .then()
        .statusCode(200)
        .body("connection", equalTo(name))
        .body("passed", equalTo(true))
        .body("steps.find { it.name == 'STORE' }.outcome", equalTo("OK"));
    assertThat(first.files()).hasSize(13);
    json()
        .body("{\"store\":false}")
        .post(CONNECTIONS + "/00000000-0000-0000-0000-000000000000/test")
        .then()
        .statusCode(200)
        .body("connection", equalTo("default"))
        .body("steps.find { it.name == 'SEARCH' }.outcome", equalTo("OK"));
  }

  @Test
  void aSessionOfTheConfiguredPacsNamesNoConnection() {
    json()
        .body(Map.of("studyUid", study, "seriesUid", series))
        .post(SESSIONS)
        .then()
        .statusCode(201)
        .body("connection", nullValue());
  }

  @Test
  void aPatientIsErasedWhicheverPacsHasTheStudies() {
    String patient = text(Tag.PATIENT_ID);
    String two = connect(settings(second.base(), "BOTH"));
    clicked(two, 8);

    Response erased =
        json()
            .body(Map.of("patientId", patient, "dryRun", true, "discardUnsent", true))
            .post("/api/v1/erasures");

    erased.then().statusCode(200);
    assertThat(erased.<List<String>>path("studies.studyInstanceUid")).contains(study);
    assertThat(erased.<List<String>>path("studies.find { true }.foundBy")).contains("PACS");
  }
}
