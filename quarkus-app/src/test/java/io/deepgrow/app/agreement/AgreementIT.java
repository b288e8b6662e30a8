package io.deepgrow.app.agreement;

import static io.deepgrow.app.review.Work.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.review.Work;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Masks that people store are compared in the background, and reported by structure. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class AgreementIT {

  private static final Map<String, Object> TWO = Map.of("review", "BEFORE_SENDING", "overlap", 2);

  @Inject DataSource database;

  /** A session whose only segment is a box of 8 x 8 x 4 voxels that begins in column i. */
  private static String boxed(RequestSpecification as, String study, int i) {
    String session = Work.open(as, study, study + ".1").statusCode(201).extract().path("id");
    String segments = "/api/v1/sessions/" + session + "/segments";
    json(as).body("{\"structure\":\"spleen\"}").post(segments).then().statusCode(201);
    byte[] bits = new byte[8 * 8 * 4 / 8];
    Arrays.fill(bits, (byte) 0xff);
    given()
        .spec(as)
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", i + ",20,6")
        .header("Mask-Box-End", (i + 8) + ",28,10")
        .body(bits)
        .put(segments + "/1/mask")
        .then()
        .statusCode(200);
    return session;
  }

  private void awaitCompared(String session) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                new Sql(database)
                    .text(
                        "select count(*) from review where compared_at is not null and session_id ="
                            + " '"
                            + session
                            + "'")
                    .equals("1"));
  }

  @Test
  void twoPeopleAreComparedWithOneAnotherOnceBothHaveStored() {
    String project = Work.project("pair", TWO, "2.25.601");
    RequestSpecification one = Work.member("pair-one", "ANNOTATOR", project);
    RequestSpecification two = Work.member("pair-two", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("pair-reviewer", "REVIEWER", project);
    String first = boxed(one, "2.25.601", 16);
    Work.save(one, first);
    String second = boxed(two, "2.25.601", 20);
    Work.save(two, second);
    awaitCompared(first);
    awaitCompared(second);

    String path = "/api/v1/projects/" + project + "/agreement";
    given()
        .spec(reviewer)
        .config(
            RestAssured.config()
                .jsonConfig(
                    JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)))
        .get(path)
        .then()
        .statusCode(200)
        .body("lines", hasSize(1))
        .body("lines[0].structure", equalTo("spleen"))
        .body("lines[0].between", equalTo("PEOPLE"))
        .body("lines[0].comparisons", equalTo(1))
        // half of each box is in both; its end is four columns of 2 mm off
        .body("lines[0].dice.median", closeTo(0.5, 1e-9))
        .body("lines[0].dice.worst", closeTo(0.5, 1e-9))
        .body("lines[0].hausdorff95.worst", closeTo(8.0, 1e-6))
        .body("lines[0].volumeDifference.worst", closeTo(0.0, 1e-9));
    String csv =
        given().spec(reviewer).get(path + ".csv").then().statusCode(200).extract().asString();
    assertThat(csv).startsWith("structure,between,comparisons,dice_median");
    assertThat(csv).contains("spleen,PEOPLE,1,0.5000,0.5000,8.0000,8.0000");
    given()
        .spec(reviewer)
        .get("/console/projects/" + project + "/agreement")
        .then()
        .statusCode(200)
        .body(containsString("two people"), containsString("0.500, 0.500"));
    given().spec(one).get(path).then().statusCode(403);
  }

  @Test
  void aPersonIsComparedWithTheNetworkBeforeTheyDrewInItsMask() {
    String project = Work.project("drawn", Map.of("review", "BEFORE_SENDING"), "2.25.611");
    RequestSpecification maker = Work.member("drawn-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("drawn-reviewer", "REVIEWER", project);
    String session = Work.clicked(maker, "2.25.611", "2.25.611.1");
    given()
        .spec(maker)
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", "24,24,6")
        .header("Mask-Box-End", "25,25,7")
        .body(new byte[] {1})
        .put("/api/v1/sessions/" + session + "/segments/1/mask")
        .then()
        .statusCode(200);
    Work.save(maker, session);
    awaitCompared(session);

    given()
        .spec(reviewer)
        .get("/api/v1/projects/" + project + "/agreement")
        .then()
        .statusCode(200)
        .body("lines", hasSize(1))
        .body("lines[0].between", equalTo("NETWORK"))
        // one voxel of 0.016 ml is left of what the network had made
        .body("lines[0].dice.median", lessThan(0.01f))
        .body("lines[0].volumeDifference.worst", greaterThan(1f));
  }
}
