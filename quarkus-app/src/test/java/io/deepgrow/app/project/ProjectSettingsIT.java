package io.deepgrow.app.project;

import static io.deepgrow.app.review.Work.json;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.review.Work;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What projects say about the work on their studies. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ProjectSettingsIT {

  private static String path(String project) {
    return "/api/v1/admin/projects/" + project + "/settings";
  }

  @Test
  void aNewProjectAsksForNothingAndIsSetByWhoSawItAsItIs() {
    String project = Work.project("set", Map.of(), "2.25.501");
    String seen =
        given()
            .spec(People.admin())
            .get(path(project))
            .then()
            .statusCode(200)
            .body("review", equalTo("NONE"))
            .body("overlap", equalTo(1))
            .body("structures", hasSize(0))
            .extract()
            .header("ETag");

    json(People.admin())
        .header("If-Match", seen)
        .body(
            Map.of(
                "structures",
                List.of(Map.of("structure", "spleen", "colour", "#C04D4D")),
                "modelId",
                "deepgrow-compact",
                "review",
                "BEFORE_SENDING",
                "overlap",
                2))
        .put(path(project))
        .then()
        .statusCode(200)
        .body("structures[0].colour", equalTo("#c04d4d"))
        .body("modelId", equalTo("deepgrow-compact"))
        .body("fourEyes", equalTo(true))
        .body("overlap", equalTo(2));
    json(People.admin())
        .header("If-Match", seen)
        .body(Map.of())
        .put(path(project))
        .then()
        .statusCode(412);
  }

  @Test
  void whatCanNotBeIsRefusedByName() {
    String project = Work.project("wrong", Map.of(), "2.25.502");
    for (Map.Entry<String, Map<String, Object>> each :
        Map.<String, Map<String, Object>>of(
                "samplePercent", Map.of("samplePercent", 0),
                "overlap", Map.of("overlap", 11),
                "overlap above 1 needs", Map.of("overlap", 2, "review", "AFTER_SENDING"),
                "colour",
                    Map.of("structures", List.of(Map.of("structure", "spleen", "colour", "red"))))
            .entrySet()) {
      json(People.admin())
          .body(each.getValue())
          .put(path(project))
          .then()
          .statusCode(400)
          .body("detail", startsWith(each.getKey()));
    }
    json(People.admin())
        .body(Map.of("modelId", "no-such"))
        .put(path(project))
        .then()
        .statusCode(404)
        .body("code", equalTo("model.not_found"));
    json(People.admin())
        .body(Map.of("structures", List.of(Map.of("structure", "horn", "colour", "#ffffff"))))
        .put(path(project))
        .then()
        .statusCode(422)
        .body("detail", containsString("horn"));
  }
}
