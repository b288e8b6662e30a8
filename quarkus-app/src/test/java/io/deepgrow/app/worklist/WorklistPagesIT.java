package io.deepgrow.app.worklist;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.review.Work;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do with the worklist by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class WorklistPagesIT {

  private static final String PAGE = "/console/worklist";
  private static final Map<String, Object> NO_REVIEW = Map.of("review", "NONE");

  private static RequestSpecification form(RequestSpecification as) {
    return given().spec(as).redirects().follow(false);
  }

  private static String html(RequestSpecification as, String path) {
    return form(as).get(path).then().statusCode(200).extract().asString();
  }

  private static String done(RequestSpecification as, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return html(as, answer.header("Location"));
  }

  private static Response put(RequestSpecification as, String project, Map<String, String> more) {
    return form(as)
        .formParam("study", "2.25.311791")
        .formParam("series", "2.25.311791.1")
        .formParam("project", project)
        .formParam("priority", "7")
        .formParams(more)
        .post(PAGE);
  }

  @Test
  void somebodyPutsASeriesOnTheListTakesItGivesItBackAndHandsItOver() {
    String project = Work.project("list-forms", NO_REVIEW, "2.25.311791");
    RequestSpecification grace = Work.member("grace-forms", "ANNOTATOR", project);
    RequestSpecification lise = Work.member("lise-forms", "ANNOTATOR", project);
    assertThat(html(grace, PAGE)).contains("You have nothing to do. Take the next task.");
    assertThat(html(grace, PAGE + "?show=ENDED")).contains("Nothing is done yet.");

    Response made =
        put(
            grace,
            project,
            Map.of("structures", "spleen, liver", "hours", "30", "reason", "By <hand>"));

    String place = made.header("Location").replaceAll("\\?.*", "");
    assertThat(done(grace, made))
        .contains("The series is on the worklist.")
        .contains("By &lt;hand&gt;")
        .contains("spleen, liver")
        .contains("list-forms");
    assertThat(html(grace, PAGE + "?show=POOL")).contains("in 29 h").contains("0 of 2");
    assertThat(done(grace, form(grace).post(place + "/claim"))).contains("This task is yours.");
    assertThat(html(grace, PAGE)).contains("Taken");
    assertThat(html(lise, PAGE + "?show=ALL"))
        .contains("somebody else")
        .doesNotContain("grace-forms");
    form(lise).post(place + "/claim").then().statusCode(409).body(containsString("take another"));
    assertThat(done(grace, form(grace).post(place + "/release"))).contains("back on the list");
    Response opened = form(grace).formParam("then", "open").post(place + "/claim");
    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(opened.header("Location"))
        .contains(
            "deepgrow?StudyInstanceUIDs=2.25.311791&task=" + place.substring(place.length() - 36));
    form(grace)
        .formParam("account", "nobody-of-that-name")
        .post(place + "/delegate")
        .then()
        .statusCode(404)
        .body(containsString("There is no such account"));

    assertThat(
            done(grace, form(grace).formParam("account", "lise-forms").post(place + "/delegate")))
        .contains("The task is handed over.");
    assertThat(html(lise, PAGE)).contains("for lise-forms");
    form(grace).get(place).then().statusCode(403);
  }

  @Test
  void whatIsWrongInTheFormIsSaidAndStaysInIt() {
    String project = Work.project("list-wrong", NO_REVIEW, "2.25.311792");
    RequestSpecification grace = Work.member("grace-wrong", "ANNOTATOR", project);
    put(grace, project, Map.of("reason", "Stays as it was"))
        .then()
        .statusCode(403)
        .body(containsString("Stays as it was"));
    put(People.admin(), project, Map.of("reason", "Stays as it was"))
        .then()
        .statusCode(400)
        .body(containsString("does not hold study 2.25.311791"))
        .body(containsString("Stays as it was"));
    form(grace)
        .formParam("study", "not a uid")
        .formParam("series", "2.25.311792.1")
        .formParam("priority", "5")
        .post(PAGE)
        .then()
        .statusCode(400)
        .body(containsString("not a uid is no UID"));
    form(grace)
        .formParam("study", "2.25.311792")
        .formParam("series", "2.25.311792.1")
        .formParam("priority", "0")
        .post(PAGE)
        .then()
        .statusCode(400)
        .body(containsString("priority is 1"));
    form(grace)
        .formParam("study", "2.25.311792")
        .formParam("series", "2.25.311792.1")
        .formParam("priority", "5")
        .formParam("structures", "splean")
        .post(PAGE)
        .then()
        .statusCode(422)
        .body(containsString("There is no structure"));
  }

  @Test
  void operatorsWithdrawOnlyWhatTheyTypeAndTheNextTaskOfNobodyIsSaidToBeNone() {
    String project = Work.project("list-end", NO_REVIEW, "2.25.311793");
    RequestSpecification grace = Work.member("grace-ends", "ANNOTATOR", project);
    Response made =
        form(grace)
            .formParam("study", "2.25.311793")
            .formParam("series", "2.25.311793.1")
            .formParam("project", project)
            .formParam("priority", "5")
            .post(PAGE);
    String place = made.header("Location").replaceAll("\\?.*", "");
    String name = place.substring(place.lastIndexOf('/') + 1).substring(0, 8);
    form(grace).formParam("confirm", name).post(place + "/withdraw").then().statusCode(403);
    form(People.admin())
        .formParam("confirm", "another")
        .post(place + "/withdraw")
        .then()
        .statusCode(400)
        .body(containsString("type " + name));

    assertThat(
            done(
                People.admin(),
                form(People.admin())
                    .formParam("confirm", name)
                    .formParam("reason", "Twice on the list")
                    .post(place + "/withdraw")))
        .contains("The task is off the list.");

    assertThat(done(grace, form(grace).post(PAGE + "/next")))
        .contains("There is nothing for you to take now.");
  }
}
