package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** What operators do about rules by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class RulePagesIT {

  private static final String RULES = "/console/routing/rules";

  private static RequestSpecification form() {
    return given().spec(People.admin()).redirects().follow(false);
  }

  private static String done(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return form().get(answer.header("Location")).then().statusCode(200).extract().asString();
  }

  private static RequestSpecification filled(String description) {
    return form()
        .formParam("mode", "form")
        .formParam("w.join", "all")
        .formParam("w1.attribute", "study.StudyDescription")
        .formParam("w1.op", "contains")
        .formParam("w1.value", description)
        .formParam("s.join", "all")
        .formParam("s1.attribute", "series.instances")
        .formParam("s1.op", ">=")
        .formParam("s1.value", "40")
        .formParam("prefer1", "THINNEST")
        .formParam("atMost", "1")
        .formParam("prepare", "yes");
  }

  private static String make(String name) {
    Response made =
        filled("abdomen").formParam("name", name).formParam("act", "save").post(RULES + "/edit");
    assertThat(done(made)).contains("The rule is made.").contains("no active version");
    return RULES + "/" + made.header("Location").replaceAll(".*/|\\?.*", "");
  }

  private static String revision(String path) {
    return form()
        .get(path)
        .asString()
        .replaceAll("(?s).*?name=\"revision\" value=\"(\\d+)\".*", "$1");
  }

  @Test
  void aRuleIsMadeActivatedChangedComparedAndDisabledByForms() {
    form().get(RULES + "/edit").then().statusCode(200).body(containsString("Make the rule"));
    String path = make("By forms");
    String id = path.substring(RULES.length() + 1);
    assertThat(
            done(
                form()
                    .formParam("version", "1")
                    .formParam("revision", revision(path))
                    .post(path + "/activate")))
        .contains("The version decides from now on")
        .contains("by ada");
    form()
        .get(RULES + "/edit?rule=" + id + "&from=1")
        .then()
        .statusCode(200)
        .body(containsString("value=\"abdomen\""))
        .body(containsString("Add the version"));
    assertThat(
            done(
                filled("liver")
                    .formParam("rule", id)
                    .formParam("revision", revision(path))
                    .formParam("comment", "the liver only")
                    .formParam("act", "save")
                    .post(RULES + "/edit")))
        .contains("The version is here.")
        .contains("the liver only");
    form()
        .get(path + "?from=1&to=2")
        .then()
        .statusCode(200)
        .body(containsString("when.all[0].value"))
        .body(containsString("From version 1 to 2"));
    assertThat(
            done(
                form()
                    .formParam("enabled", "false")
                    .formParam("revision", revision(path))
                    .post(path + "/change")))
        .contains("disabled");
    form()
        .formParam("name", "By forms, late")
        .formParam("revision", "1")
        .post(path + "/change")
        .then()
        .statusCode(412)
        .body(containsString("Somebody has changed this rule meanwhile"));
  }

  @Test
  void rulesMoveUpAndDown() {
    String first = make("Moves first").substring(RULES.length() + 1);
    make("Moves second");
    int place =
        form().get("/api/v1/routing/rules/" + first).then().extract().<Integer>path("position");
    assertThat(
            done(form().formParam("rule", first).formParam("to", place + 1).post(RULES + "/move")))
        .contains("Moves first");
    assertThat(
            form().get("/api/v1/routing/rules/" + first).then().extract().<Integer>path("position"))
        .isEqualTo(place + 1);
  }

  @Test
  void whatIsWrongIsSaidAboveAFormThatHoldsWhatWasTyped() {
    filled("abdomen")
        .formParam("name", "Wrong one")
        .formParam("w2.attribute", "study.StudyDate")
        .formParam("w2.op", "age")
        .formParam("w2.value", "soon")
        .formParam("act", "save")
        .post(RULES + "/edit")
        .then()
        .statusCode(422)
        .body(containsString("when.all[1].value: write an age"))
        .body(containsString("value=\"soon\""))
        .body(containsString("Wrong one"));
    form()
        .formParam("mode", "json")
        .formParam("json", "{\"when\": <script>")
        .formParam("name", "Wrong text")
        .formParam("act", "save")
        .post(RULES + "/edit")
        .then()
        .statusCode(422)
        .body(containsString("&lt;script&gt;"));
  }

  @Test
  void moreRowsAndATrialSaveNothing() {
    filled("abdomen")
        .formParam("name", "Never made")
        .formParam("act", "rows")
        .formParam("w4.attribute", "late")
        .post(RULES + "/edit")
        .then()
        .statusCode(200)
        .body(containsString("w6.attribute"));
    filled("abdomen")
        .formParam("act", "try")
        .post(RULES + "/edit")
        .then()
        .statusCode(200)
        .body(containsString("did not match"))
        .body(containsString("✗ does not hold"));
    assertThat(form().get(RULES).asString()).doesNotContain("Never made");
  }

  @Test
  void aDryRunIsStartedByAForm() {
    Response started = form().formParam("last", "10").post("/console/routing/dry-runs");
    assertThat(done(started)).contains("The dry run waits").contains("The active rules");
    form()
        .formParam("last", "0")
        .post("/console/routing/dry-runs")
        .then()
        .statusCode(400)
        .body(containsString("last is 1 to 2000"));
    form().get("/console/routing/dry-runs").then().statusCode(200);
  }

  @Test
  void decisionsThatAreNotThereAndOddAddressesAreAnsweredInWords() {
    form()
        .get("/console/routing/decisions?sighting=00000000-0000-0000-0000-000000000001")
        .then()
        .statusCode(200)
        .body(containsString("No rule has said anything here yet"));
    form().get("/console/routing/decisions?sighting=x").then().statusCode(400);
    form().get("/console/routing/decisions?after=x&rule=x").then().statusCode(400);
  }

  @Test
  void nobodyButOperatorsSeesThem() {
    People.create("rulepages-annotator", "ANNOTATOR");
    for (String page : new String[] {RULES, RULES + "/edit", "/console/routing/dry-runs"}) {
      given().spec(People.as("rulepages-annotator")).get(page).then().statusCode(403);
    }
  }
}
