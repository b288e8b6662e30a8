package io.deepgrow.app.console;

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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What reviewers do by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ReviewPagesIT {

  private static final Map<String, Object> BEFORE = Map.of("review", "BEFORE_SENDING");

  private static RequestSpecification form(RequestSpecification as) {
    return given().spec(as).redirects().follow(false);
  }

  private static String done(RequestSpecification as, Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return form(as).get(answer.header("Location")).then().statusCode(200).extract().asString();
  }

  private static BufferedImage picture(RequestSpecification as, String review, String query)
      throws IOException {
    byte[] png =
        form(as)
            .get("/console/reviews/" + review + "/slice?" + query)
            .then()
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void aReviewerFindsAReviewLooksAtItAndReturnsIt() throws IOException {
    String project = Work.project("pages", BEFORE, "2.25.801");
    RequestSpecification maker = Work.member("pages-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("pages-reviewer", "REVIEWER", project);
    String session = Work.clicked(maker, "2.25.801", "2.25.801.1");
    Work.save(maker, session);
    String review = Work.review(maker, session);
    String page = "/console/reviews/" + review;

    String list =
        form(reviewer).get("/console/reviews").then().statusCode(200).extract().asString();
    assertThat(list).contains(page).contains("pages-maker").contains(">pages<");
    String shown = form(reviewer).get(page).then().statusCode(200).extract().asString();
    assertThat(shown)
        .contains("What the network had made")
        .contains("The clicks as a table")
        .contains("<td data-label=\"Column, row, slice\">24, 24, 6</td>")
        .contains("Segment 1: Spleen")
        .contains("Return it to pages-maker");
    assertThat(picture(reviewer, review, "k=6&show=RESULT").getWidth()).isEqualTo(48);
    BufferedImage difference = picture(reviewer, review, "k=6&show=DIFFERENCE");
    // nobody drew in the network's mask: the picture is grey
    int middle = difference.getRGB(24, 24);
    assertThat(middle & 0xFF).isEqualTo(middle >> 8 & 0xFF);
    form(reviewer).get(page + "/slice?k=999").then().statusCode(404);

    form(reviewer)
        .formParams("comment", "", "segment", "1", "k", "6")
        .post(page + "/return")
        .then()
        .statusCode(400)
        .body(containsString("comment says what is wrong"));
    assertThat(done(reviewer, form(reviewer).formParam("x", "").post(page + "/claim")))
        .contains("This review is yours.");
    assertThat(
            done(
                reviewer,
                form(reviewer)
                    .formParams("comment", "Leave out the <hilum>", "segment", "1", "k", "7")
                    .post(page + "/return")))
        .contains("The result is returned.")
        .contains("Leave out the &lt;hilum&gt;")
        .contains("Slice 7");

    assertThat(form(maker).get("/console/reviews?show=MINE").asString())
        .contains(page)
        .contains("Returned");
    assertThat(form(maker).get(page).then().statusCode(200).extract().asString())
        .contains("Leave out the")
        .doesNotContain("Accept the result");
    form(maker).formParam("x", "").post(page + "/accept").then().statusCode(403);

    Work.save(maker, session);
    String again = "/console/reviews/" + Work.review(maker, session);
    assertThat(done(reviewer, form(reviewer).formParam("x", "").post(again + "/accept")))
        .contains("The result is accepted.");
    form(reviewer)
        .formParam("x", "")
        .post(again + "/accept")
        .then()
        .statusCode(409)
        .body(containsString("A review that is ACCEPTED"));
  }

  @Test
  void aPersonsStrokesAreShownAgainstTheNetwork() throws IOException {
    String project = Work.project("strokes", BEFORE, "2.25.811");
    RequestSpecification maker = Work.member("strokes-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("strokes-reviewer", "REVIEWER", project);
    String session = Work.clicked(maker, "2.25.811", "2.25.811.1");
    given()
        .spec(maker)
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", "2,2,6")
        .header("Mask-Box-End", "3,3,7")
        .body(new byte[] {1})
        .put("/api/v1/sessions/" + session + "/segments/1/mask")
        .then()
        .statusCode(200);
    Work.save(maker, session);
    String review = Work.review(maker, session);

    BufferedImage difference = picture(reviewer, review, "k=6&show=DIFFERENCE");

    assertThat(difference.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0x56b4e9);
    assertThat(difference.getRGB(24, 24)).isNotEqualTo(difference.getRGB(0, 0));
    assertThat(picture(reviewer, review, "k=6&show=NETWORK").getRGB(2, 2) & 0xFFFFFF)
        .isNotEqualTo(0x56b4e9);
  }

  @Test
  void anAdminSetsHowTheWorkOfAProjectIsDone() {
    String project = Work.project("settable", Map.of(), "2.25.821");
    String page = "/console/projects/" + project;
    RequestSpecification admin = People.admin();

    String shown =
        done(
            admin,
            form(admin)
                .formParams("review", "BEFORE_SENDING", "samplePercent", "100", "fourEyes", "yes")
                .formParams(
                    "overlap", "2", "model", "deepgrow-compact", "structures", "spleen #C04D4D")
                .formParam("revision", "1")
                .post(page + "/settings"));

    assertThat(shown)
        .contains("The settings hold")
        .contains("<option value=\"BEFORE_SENDING\" selected>")
        .contains("<option value=\"deepgrow-compact\" selected>")
        .contains("spleen #c04d4d");
    form(admin)
        .formParams("review", "NONE", "samplePercent", "100", "overlap", "2", "structures", "")
        .post(page + "/settings")
        .then()
        .statusCode(400)
        .body(containsString("overlap above 1 needs"));
    form(admin)
        .formParams("review", "NONE", "samplePercent", "100", "overlap", "1")
        .formParam("structures", "spleen")
        .post(page + "/settings")
        .then()
        .statusCode(400)
        .body(containsString("Each line has a structure and its colour"));
  }
}
