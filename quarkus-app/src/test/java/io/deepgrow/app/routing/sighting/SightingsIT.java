package io.deepgrow.app.routing.sighting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.signature.CallSignature;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.OrthancProcess;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that arrive in PACS, from the first report until the rules have seen them. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class SightingsIT {

  private static final String SIGHTINGS = "/api/v1/routing/sightings";
  private static final String SOURCES = "/api/v1/routing/sources/";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger NUMBER = new AtomicInteger(70);

  @TempDir Path folder;
  @Inject SourceReading reading;

  private final int number = NUMBER.incrementAndGet();
  private final List<DicomFile> slices = PlayedPacs.study(number);
  private final FakePacs pacs = FakePacs.of(slices.subList(0, 6));
  private final String study = text(slices.get(0), Tag.STUDY_INSTANCE_UID);
  private final String name = "arrivals-" + number;

  private static String text(DicomFile file, int tag) {
    return file.dataSet().string(tag).orElseThrow();
  }

  private static RequestSpecification json() {
    return given().spec(People.admin()).contentType(ContentType.JSON);
  }

  /** Makes a connection to a PACS; its id. */
  private String connect(URI root, String dialect) {
    return json()
        .body(
            Map.of(
                "name",
                name,
                "settings",
                Map.of(
                    "root",
                    root.toString(),
                    "role",
                    "BOTH",
                    "dialect",
                    dialect,
                    "authentication",
                    "NONE")))
        .post("/api/v1/admin/connections")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Response watch(String connection, String way, int revision) {
    return json()
        .header("If-Match", "\"" + revision + "\"")
        .body(
            Map.of(
                "way",
                way,
                "quietSeconds",
                1,
                "longestWaitSeconds",
                600,
                "whenOverdue",
                "PROCEED",
                "windowDays",
                3))
        .put(SOURCES + connection);
  }

  @AfterEach
  void stop() {
    List<Map<String, Object>> all =
        given().spec(People.admin()).get("/api/v1/admin/connections").path("$");
    for (Map<String, Object> connection : all) {
      if (connection.get("name").equals(name)) {
        watch(
            String.valueOf(connection.get("id")),
            "OFF",
            given().spec(People.admin()).get(SOURCES + connection.get("id")).path("revision"));
        json()
            .body("{\"enabled\":false}")
            .put("/api/v1/admin/connections/" + connection.get("id") + "/enabled");
      }
    }
    pacs.close();
  }

  private static List<Map<String, Object>> of(String study) {
    return given().spec(People.admin()).get(SIGHTINGS + "?studyUid=" + study).path("sightings");
  }

  private static Response get(String id) {
    return given().spec(People.admin()).get(SIGHTINGS + "/" + id);
  }

  private static Response awaitState(String id, String state) {
    Awaitility.await().atMost(PATIENCE).until(() -> get(id).path("state").equals(state));
    return get(id);
  }

  private String awaitDecided() {
    Awaitility.await().atMost(PATIENCE).until(() -> !of(study).isEmpty());
    String id = String.valueOf(of(study).get(0).get("id"));
    awaitState(id, "DECIDED");
    return id;
  }

  @Test
  void aPacsThatIsSearchedIsDecidedOnOnceNothingComesAnyMoreAndAgainWhenMoreDoes() {
    slices.forEach(slice -> slice.dataSet().setString(Tag.SLICE_THICKNESS, "4"));
    String connection = connect(pacs.base(), "GENERIC");
    watch(connection, "POLL", 0).then().statusCode(200).body("revision", equalTo(1));
    reading.run();
    String id = awaitDecided();
    get(id)
        .then()
        .body("connection", equalTo(name))
        .body("reportedBy", equalTo("POLL"))
        .body("series", hasSize(1))
        .body("series[0].instances", equalTo(6))
        .body("series[0].derived", equalTo(false))
        .body("series[0].attributes.SliceThickness", equalTo("4"));
    String settled = get(id).path("settledAt");

    pacs.files().addAll(slices.subList(6, 12));
    reading.run();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                get(id).path("state").equals("DECIDED")
                    && !settled.equals(get(id).path("settledAt")));
    get(id).then().body("series[0].instances", equalTo(12));
    assertThat(of(study)).hasSize(1);
  }

  @Test
  void whatIsMadeFromAStudyIsNoReasonToDecideAgain() {
    String connection = connect(pacs.base(), "GENERIC");
    watch(connection, "POLL", 0).then().statusCode(200);
    reading.run();
    String id = awaitDecided();
    String settled = get(id).path("settledAt");
    int looks = get(id).path("looks");
    DicomObject seg = slices.get(0).dataSet().deepCopy();
    seg.setString(Tag.MODALITY, "SEG")
        .setString(Tag.SERIES_INSTANCE_UID, "2.25.99" + number)
        .setString(Tag.SOP_INSTANCE_UID, "2.25.98" + number);
    pacs.files().add(new DicomFile(slices.get(0).syntax(), seg, slices.get(0).pixelData()));
    reading.run();
    Awaitility.await().atMost(PATIENCE).until(() -> (int) get(id).path("looks") > looks);
    awaitState(id, "DECIDED").then().body("settledAt", equalTo(settled)).body("series", hasSize(2));
  }

  @Test
  void theSameReportTwiceIsOneSighting() {
    connect(pacs.base(), "GENERIC");
    String body = "{\"connection\":\"" + name + "\",\"studyUids\":[\"" + study + "\"]}";
    String id =
        json().body(body).post(SIGHTINGS).then().statusCode(202).extract().path("sightings[0]");
    json().body(body).post(SIGHTINGS).then().statusCode(202).body("sightings[0]", equalTo(id));
    given()
        .spec(People.admin())
        .contentType("text/csv")
        .body("StudyInstanceUID\n" + study + "\n")
        .post(SIGHTINGS + "/list?connection=" + name)
        .then()
        .statusCode(202)
        .body("sightings[0]", equalTo(id));
    assertThat(of(study)).hasSize(1);
    given()
        .spec(People.admin())
        .get("/api/v1/admin/audit?action=sighting.reported&study=" + study)
        .then()
        .body("events.size()", equalTo(3));
  }

  @Test
  void whoHasARoleForOnePacsReportsNoStudiesOfAnother() {
    String connection = connect(pacs.base(), "GENERIC");
    People.create(
        "reports-" + number, List.of(Map.of("role", "OPERATOR", "connection", connection)));
    RequestSpecification operator = People.as("reports-" + number);
    String studies = "\"studyUids\":[\"" + study + "\"]}";
    given()
        .spec(operator)
        .contentType(ContentType.JSON)
        .body("{" + studies)
        .post(SIGHTINGS)
        .then()
        .statusCode(403)
        .body("code", equalTo("security.forbidden"));
    assertThat(of(study)).isEmpty();
    given()
        .spec(operator)
        .contentType(ContentType.JSON)
        .body("{\"connection\":\"" + name + "\"," + studies)
        .post(SIGHTINGS)
        .then()
        .statusCode(202);
  }

  @Test
  void aStudyThatThePacsDoesNotHaveIsGoneInWords() {
    connect(pacs.base(), "GENERIC");
    String id =
        json()
            .body("{\"connection\":\"" + name + "\",\"studyUids\":[\"1.2.840.99." + number + "\"]}")
            .post(SIGHTINGS)
            .path("sightings[0]");
    awaitState(id, "GONE").then().body("failure", containsString("does not find it"));
  }

  @Test
  void aPacsThatIsAwayIsAskedLaterAndSaysWhy() {
    connect(URI.create("http://127.0.0.1:9/dicom-web"), "GENERIC");
    String id =
        json()
            .body("{\"connection\":\"" + name + "\",\"studyUids\":[\"" + study + "\"]}")
            .post(SIGHTINGS)
            .path("sightings[0]");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> get(id).path("failure").toString().contains("does not answer"));
    get(id).then().body("state", equalTo("SEEN"));
  }

  private static RequestSpecification form() {
    return given().spec(People.admin()).contentType(ContentType.URLENC).redirects().follow(false);
  }

  @Test
  void theConsoleTakesStudiesByHandAndShowsWhatIsKnownOfThem() {
    String connection = connect(pacs.base(), "GENERIC");
    watch(connection, "POLL", 0).then().statusCode(200);
    form()
        .formParams("connection", name, "studies", "1.2.x")
        .post("/console/studies")
        .then()
        .statusCode(400)
        .body(containsString("studyUids[0] is no UID"));
    form()
        .formParams("connection", name, "studies", study)
        .post("/console/studies")
        .then()
        .statusCode(303);
    String id = awaitDecided();
    given()
        .spec(People.admin())
        .get("/console/studies?study=" + study)
        .then()
        .statusCode(200)
        .body(containsString("Decided on"));
    given()
        .spec(People.admin())
        .get("/console/studies/" + id)
        .then()
        .statusCode(200)
        .body(containsString("Series, as rules see them"));
    form().post("/console/studies/" + id + "/again").then().statusCode(303);
    form()
        .formParams("revision", "0", "way", "OFF", "quiet", "1", "longest", "1", "window", "1")
        .post("/console/studies/sources/" + connection)
        .then()
        .statusCode(412)
        .body(containsString("Somebody has changed"));
  }

  private Response hook(String time, byte[] body, String key) {
    return given()
        .header(CallSignature.TIME, time)
        .header(CallSignature.SIGNATURE, CallSignature.of(key, time, body))
        .contentType(ContentType.JSON)
        .body(new String(body, StandardCharsets.UTF_8))
        .post("/api/v1/routing/hooks/gateway");
  }

  @Test
  void signedCallsAreTakenAndOthersAreNot() {
    connect(pacs.base(), "GENERIC");
    byte[] body =
        ("{\"connection\":\"" + name + "\",\"studyUids\":[\"" + study + "\"],\"complete\":true}")
            .getBytes(StandardCharsets.UTF_8);
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().getEpochSecond() - 3600);
    hook(now, body, "another key of more than thirty-two characters")
        .then()
        .statusCode(401)
        .body("code", equalTo("sighting.bad_signature"));
    hook(old, body, IdentityProfile.SENDERS_KEY).then().statusCode(401);
    assertThat(of(study)).isEmpty();
    hook(now, body, IdentityProfile.SENDERS_KEY).then().statusCode(202);
    assertThat(of(study).get(0)).containsEntry("reportedBy", "HOOK");
  }

  @Test
  void howAPacsIsWatchedIsRefusedInWordsWhereItCannotBe() {
    String connection = connect(pacs.base(), "GENERIC");
    watch(connection, "CHANGES", 0)
        .then()
        .statusCode(400)
        .body("detail", containsString("only an Orthanc"));
    watch(connection, "POLL", 0).then().statusCode(200);
    watch(connection, "POLL", 0).then().statusCode(412).body("code", equalTo("request.changed"));
  }

  @Test
  void anOrthancIsReadByItsListOfChangesFromNowOn() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc with its DICOMweb plugin is not installed");
    try (OrthancProcess orthanc = OrthancProcess.start(folder, "\"StableAge\": 1,")) {
      String connection = connect(orthanc.base(), "ORTHANC");
      DicomWebClient client = new DicomWebClient(DicomWebConfig.of(orthanc.base()));
      DicomFile earlier = PlayedPacs.study(number + 1000).get(0);
      store(client, earlier);
      watch(connection, "CHANGES", 0).then().statusCode(200);
      reading.run();
      for (DicomFile slice : slices) {
        store(client, slice);
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reading.run();
                return !of(study).isEmpty();
              });
      String id = awaitDecided();
      get(id)
          .then()
          .body("reportedBy", equalTo("CHANGES"))
          .body("series[0].instances", equalTo(12));
      assertThat(of(text(earlier, Tag.STUDY_INSTANCE_UID))).isEmpty();
    }
  }

  private static void store(DicomWebClient client, DicomFile file) {
    client.store(
        new StudyUid(text(file, Tag.STUDY_INSTANCE_UID)),
        new SeriesUid(text(file, Tag.SERIES_INSTANCE_UID)),
        file.sopInstanceUid(),
        DicomWriter.bytes(file));
  }
}
