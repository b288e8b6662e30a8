package io.deepgrow.app.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A study arrives, and what the rules say is done with it, once; every step by the API. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class RoutingWalkIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String RULES = "/api/v1/routing/rules";

  private final List<DicomFile> slices = PlayedPacs.study(4242);
  private final FakePacs source = FakePacs.of(slices);
  private final FakePacs research = FakePacs.of(List.of());
  private final String study = text(Tag.STUDY_INSTANCE_UID);
  private final String series = text(Tag.SERIES_INSTANCE_UID);
  private final List<String> connections = new ArrayList<>();

  private String text(int tag) {
    return slices.get(0).dataSet().string(tag).orElseThrow();
  }

  private static RequestSpecification json() {
    return given().spec(People.admin()).contentType(ContentType.JSON);
  }

  private void connect(String name, FakePacs pacs) {
    connections.add(
        json()
            .body(
                Map.of(
                    "name",
                    name,
                    "settings",
                    Map.of(
                        "root", pacs.base().toString(),
                        "role", "BOTH",
                        "dialect", "GENERIC",
                        "authentication", "NONE")))
            .post("/api/v1/admin/connections")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
  }

  @AfterEach
  void stop() {
    connections.forEach(
        id ->
            json().body("{\"enabled\":false}").put("/api/v1/admin/connections/" + id + "/enabled"));
    source.close();
    research.close();
  }

  private static String rule(String name, String actions) {
    String id =
        json()
            .body(
                ("{'name':'"
                        + name
                        + "','version':{'when':{'all':[{'attribute':'connection','op':'equals','value':'ward'}]},"
                        + "'series':{'where':{'attribute':'series.Modality','op':'equals','value':'CT'}},"
                        + "'do':["
                        + actions
                        + "]}}")
                    .replace('\'', '"'))
            .post(RULES)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json().post(RULES + "/" + id + "/versions/1/activate").then().statusCode(200);
    return id;
  }

  private Response jobs() {
    return given().spec(People.admin()).get("/api/v1/routing/jobs?study=" + study);
  }

  private void awaitDone(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<String> states = jobs().path("jobs.state");
              return states.size() == count && states.stream().allMatch("DONE"::equals);
            });
  }

  private static long segmentations(FakePacs pacs) {
    return pacs.files().stream()
        .filter(file -> file.dataSet().string(Tag.MODALITY).equals(Optional.of("SEG")))
        .count();
  }

  @Test
  void aStudyIsPreparedSegmentedSentAndPutOnTheWorklistOnce() {
    connect("ward", source);
    connect("research", research);
    String id =
        rule(
            "Walk",
            "{'action':'PREPARE'},"
                + "{'action':'SEGMENT','targets':[{'structure':'spleen','seed':{'from':'BODY','left':0.5,'back':0.5,'head':0.5}}],'minConfidence':0},"
                + "{'action':'SEND','connections':['research'],'replace':false},"
                + "{'action':'ASSIGN','structures':['liver'],'dueInHours':24,'priority':7}");
    String body = "{\"connection\":\"ward\",\"studyUids\":[\"" + study + "\"]}";
    String sighting =
        json()
            .body(body)
            .post("/api/v1/routing/sightings")
            .then()
            .statusCode(202)
            .extract()
            .path("sightings[0]");
    json()
        .body(
            "{\"way\":\"OFF\",\"quietSeconds\":1,\"longestWaitSeconds\":600,"
                + "\"whenOverdue\":\"PROCEED\",\"windowDays\":3}")
        .put("/api/v1/routing/sources/" + connections.get(0))
        .then()
        .statusCode(200);
    json().body(body).post("/api/v1/routing/sightings").then().statusCode(202);

    awaitDone(4);
    given()
        .spec(People.admin())
        .get("/api/v1/routing/sightings/" + sighting + "/decisions")
        .then()
        .statusCode(200)
        .body("decisions.findAll { it.rule == '" + id + "' }.outcome", everyItem(equalTo("MATCH")));
    assertThat(segmentations(source)).isEqualTo(1);
    assertThat(segmentations(research)).isEqualTo(1);
    given()
        .spec(People.admin())
        .get("/api/v1/reading-tasks")
        .then()
        .body("tasks.findAll { it.studyUid == '" + study + "' }", hasSize(1))
        .body("tasks.find { it.studyUid == '" + study + "' }.seriesUid", equalTo(series))
        .body(
            "tasks.find { it.studyUid == '" + study + "' }.structures", equalTo(List.of("liver")));

    // decided on again, the same content orders nothing that was not done
    json().post("/api/v1/routing/sightings/" + sighting + "/again").then().statusCode(202);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                given()
                    .spec(People.admin())
                    .get("/api/v1/routing/sightings/" + sighting)
                    .path("state")
                    .equals("DECIDED"));
    awaitDone(4);
    assertThat(segmentations(source)).isEqualTo(1);
    assertThat(segmentations(research)).isEqualTo(1);
  }
}
