package io.deepgrow.app.routing.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.routing.decision.RuleOrders;
import io.deepgrow.app.routing.decision.Studies;
import io.deepgrow.app.routing.decision.TrialStudies;
import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.job.JobOrders;
import io.deepgrow.app.routing.sighting.SightedStudies;
import io.deepgrow.app.routing.sighting.SightedStudy;
import io.deepgrow.app.routing.sighting.StudyDecider;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules are made, tried, activated, and decide on studies; each decision says why. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class RoutingRulesIT {

  private static final String PATH = "/api/v1/routing/rules";
  private static final SightedStudy STUDY = Studies.abdomen("1.2.826.0.77");

  /** Has the one study. */
  private static final class OneStudy implements SightedStudies {
    @Override
    public Optional<SightedStudy> find(UUID sighting) {
      return Optional.of(STUDY).filter(study -> study.id().equals(sighting));
    }

    @Override
    public List<SightedStudy> last(int n, Instant since) {
      return List.of(STUDY);
    }
  }

  /** Writes orders down. */
  private static final class Orders implements JobOrders {
    private final List<JobOrder> all = new CopyOnWriteArrayList<>();

    @Override
    public UUID order(JobOrder order) {
      all.add(order);
      return UUID.randomUUID();
    }
  }

  @Inject StudyDecider decider;
  @Inject DataSource database;

  private final Orders orders = new Orders();

  @BeforeEach
  void play() throws Exception {
    QuarkusMock.installMockForType(new TrialStudies(new OneStudy()), TrialStudies.class);
    QuarkusMock.installMockForType(new RuleOrders(orders), RuleOrders.class);
    new Sql(database).run("update routing_rule set enabled = false");
  }

  private static RequestSpecification json() {
    return given().spec(People.admin()).contentType(ContentType.JSON);
  }

  private static String body(String text) {
    return text.replace('\'', '"');
  }

  private static String version(String contains) {
    return "{'when':{'all':[{'attribute':'study.StudyDescription','op':'contains','value':'"
        + contains
        + "'}]},'series':{'where':{'attribute':'series.Modality','op':'equals','value':'CT'}},"
        + "'do':[{'action':'PREPARE'}]";
  }

  private static String make(String name, String contains) {
    return json()
        .body(body("{'name':'" + name + "','version':" + version(contains) + "}}"))
        .post(PATH)
        .then()
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("standing.active", nullValue())
        .body("newestVersion", equalTo(1))
        .extract()
        .path("id");
  }

  private static ValidatableResponse activate(String id, int version) {
    return json().post(PATH + "/" + id + "/versions/" + version + "/activate").then();
  }

  private void decide() {
    QuarkusTransaction.requiringNew().run(() -> decider.decide(STUDY));
  }

  @Test
  void aRuleDecidesOnceItsVersionIsActiveAndSaysWhy() throws Exception {
    String id = make("deciding", "abdomen");
    decide();
    assertThat(orders.all).isEmpty();
    activate(id, 1).statusCode(200).body("standing.active.by", equalTo("ada"));
    decide();
    decide();
    assertThat(orders.all).hasSize(1);
    assertThat(orders.all.get(0).seriesUid()).isEqualTo("1.2.826.0.77.2");
    json()
        .get("/api/v1/routing/sightings/" + STUDY.id() + "/decisions")
        .then()
        .statusCode(200)
        .body("decisions.findAll { it.rule == '" + id + "' }", hasSize(1))
        .body("decisions.find { it.rule == '" + id + "' }.outcome", equalTo("MATCH"))
        .body("decisions.find { it.rule == '" + id + "' }.jobs", hasSize(1))
        .body(
            "decisions.find { it.rule == '" + id + "' }.why.when.of[0].seen", equalTo("CT Abdomen"))
        .body("decisions.find { it.rule == '" + id + "' }.why.series[0].choice", equalTo("CHOSEN"));
    json().get(PATH + "/" + id).then().body("activity.hitsOfDay", equalTo(1));
    json()
        .get(PATH + "/" + id + "/decisions?outcome=NO_MATCH")
        .then()
        .statusCode(200)
        .body("decisions", hasSize(0));
    assertThat(
            new Sql(database)
                .text(
                    "select detail from audit_event where action = 'rule.matched' and object_id = '"
                        + id
                        + "'"))
        .isEqualTo("version 1, study 1.2.826.0.77, jobs 1");
  }

  @Test
  void aVersionNeverChangesAndTwoAreComparedPlaceByPlace() {
    String id = make("changing-rule", "head");
    json()
        .header("If-Match", "\"1\"")
        .body(body(version("abdomen") + ",'comment':'wider'}"))
        .post(PATH + "/" + id + "/versions")
        .then()
        .statusCode(201)
        .body("number", equalTo(2))
        .body("author", equalTo("ada"))
        .body("when.all[0].value", equalTo("abdomen"));
    json()
        .header("If-Match", "\"1\"")
        .body(body(version("late") + "}"))
        .post(PATH + "/" + id + "/versions")
        .then()
        .statusCode(412)
        .body("code", equalTo("request.changed"));
    json()
        .get(PATH + "/" + id + "/versions/1/diff/2")
        .then()
        .statusCode(200)
        .body("", hasSize(1))
        .body("[0].path", equalTo("when.all[0].value"))
        .body("[0].before", equalTo("head"))
        .body("[0].after", equalTo("abdomen"));
    json()
        .get(PATH + "/" + id + "/versions?limit=1")
        .then()
        .body("versions[0].number", equalTo(2))
        .body("next", equalTo(2));
    json().get(PATH + "/" + id + "/versions/3").then().statusCode(404);
    assertThatThrownBy(
            () ->
                new Sql(database)
                    .run(
                        "update routing_rule_version set comment = 'x' where rule_id = '"
                            + id
                            + "'"))
        .hasMessageContaining("never changed");
  }

  @Test
  void rulesAreRenamedMovedAndDisabled() {
    String first = make("place-a", "x");
    String second = make("place-b", "x");
    json()
        .body("{\"position\":1}")
        .put(PATH + "/" + second)
        .then()
        .statusCode(200)
        .body("position", equalTo(1));
    List<String> order = json().get(PATH).then().statusCode(200).extract().path("id");
    assertThat(order.indexOf(second)).isZero();
    assertThat(order).contains(first);
    json()
        .body(body("{'name':'place-a','enabled':false}"))
        .put(PATH + "/" + second)
        .then()
        .statusCode(409)
        .body("code", equalTo("rule.exists"));
    json()
        .body(body("{'name':'place-c','enabled':false}"))
        .put(PATH + "/" + second)
        .then()
        .body("name", equalTo("place-c"))
        .body("enabled", equalTo(false));
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    for (List<String> wrong :
        List.of(
            List.of("{'when':{'all':[7]},'do':[{'action':'PREPARE'}]}", "when.all[0]:"),
            List.of(
                "{'when':{'all':[]},'do':[{'action':'SEND','connections':['nowhere']}]}",
                "do[0].connections[0]: there is no connection"),
            List.of(
                "{'when':{'all':[]},'do':[{'action':'SEGMENT','model':'none','targets':[{'structure':"
                    + "'spleen','seed':{'from':'ORDER'}}]}]}",
                "do[0].model: there is no model"),
            List.of(
                "{'when':{'all':[]},'do':[{'action':'ASSIGN','account':'nobody'}]}",
                "do[0].account: there is no account"))) {
      json()
          .body(body("{'name':'wrong','version':" + wrong.get(0) + "}"))
          .post(PATH)
          .then()
          .statusCode(422)
          .body("code", equalTo("rule.unusable"))
          .body("detail", startsWith(wrong.get(1)));
    }
    json()
        .body("{\"name\":\"deep\",\"version\":{\"do\":[],\"when\":" + "[".repeat(10_000) + "}}")
        .post(PATH)
        .then()
        .statusCode(400);
  }

  @Test
  void aRuleIsTriedOnASightingAndOnAStudyThatIsDescribed() {
    json()
        .body(body(version("abdomen") + ",'sightingId':'" + STUDY.id() + "'}"))
        .post(PATH + "/try")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("MATCH"))
        .body("would", hasSize(1))
        .body("would[0].action.action", equalTo("PREPARE"));
    json()
        .body(
            body(
                version("abdomen")
                    + ",'study':{'attributes':{'StudyDescription':'MR head'},'series':[]}}"))
        .post(PATH + "/try")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("NO_MATCH"))
        .body("why.when.of[0].seen", equalTo("MR head"));
    json()
        .body(body(version("abdomen") + ",'sightingId':'" + UUID.randomUUID() + "'}"))
        .post(PATH + "/try")
        .then()
        .statusCode(404)
        .body("code", equalTo("sighting.not_found"));
    json().body(body(version("abdomen") + "}")).post(PATH + "/try").then().statusCode(400);
    assertThat(orders.all).isEmpty();
  }

  private static String dryRun(String body) {
    String id =
        json().body(body(body)).post(PATH + "/dry-run").then().statusCode(202).extract().path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                json().get("/api/v1/routing/dry-runs/" + id).then().extract().<String>path("state"),
            equalTo("DONE"));
    return id;
  }

  @Test
  void aDryRunSaysWhichStudiesWouldDifferAndTheActiveRulesDifferInNothing() {
    String id = make("dry", "abdomen");
    activate(id, 1).statusCode(200);
    json()
        .body(body(version("head") + "}"))
        .post(PATH + "/" + id + "/versions")
        .then()
        .statusCode(201);
    json()
        .get("/api/v1/routing/dry-runs/" + dryRun("{'last':10}"))
        .then()
        .body("counts.studies", equalTo(1))
        .body("counts.differing", equalTo(0))
        .body("differing", hasSize(0));
    json()
        .get("/api/v1/routing/dry-runs/" + dryRun("{'last':10,'rule':'" + id + "','version':2}"))
        .then()
        .body("counts.differing", equalTo(1))
        .body("differing[0].studyUid", equalTo(STUDY.studyUid()))
        .body("differing[0].before[0].rule", equalTo("rule dry, version 1"))
        .body("differing[0].after", hasSize(0));
    json().body("{\"last\":0}").post(PATH + "/dry-run").then().statusCode(400);
    json()
        .body(body("{'last':5,'version':2}"))
        .post(PATH + "/dry-run")
        .then()
        .statusCode(400)
        .body("detail", containsString("together"));
    assertThat(orders.all).isEmpty();
  }

  @Test
  void onlyOperatorsSeeRulesAndOnlyAdminsApprove() {
    People.create("rules-viewer", "VIEWER");
    People.create("rules-operator", "OPERATOR");
    given().spec(People.as("rules-viewer")).get(PATH).then().statusCode(403);
    RequestSpecification operator = People.as("rules-operator");
    given().spec(operator).get(PATH).then().statusCode(200);
    String id = make("approving", "x");
    given()
        .spec(operator)
        .contentType(ContentType.JSON)
        .post(PATH + "/" + id + "/versions/1/approve")
        .then()
        .statusCode(403);
    json()
        .post(PATH + "/" + id + "/versions/1/approve")
        .then()
        .statusCode(404)
        .body("code", equalTo("rule.not_found"));
  }
}
