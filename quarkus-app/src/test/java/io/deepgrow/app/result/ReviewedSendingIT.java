package io.deepgrow.app.result;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.People;
import io.deepgrow.app.review.Work;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.PacsWays;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the PACS gets of results that somebody reviews, and when. */
@QuarkusTest
@TestProfile(ResendIT.Operated.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ReviewedSendingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject DataSource database;

  private String column(String name, String id) throws SQLException {
    return new Sql(database)
        .text("select %s from stored_result where id = '%s'".formatted(name, id));
  }

  private void await(String result, String state) {
    Awaitility.await().atMost(PATIENCE).until(() -> column("state", result).equals(state));
  }

  private static Optional<DicomObject> inPacs(String sop) {
    return PlayedPacs.pacs.files().stream()
        .filter(f -> f.sopInstanceUid().value().equals(sop))
        .map(DicomFile::dataSet)
        .findFirst();
  }

  private static String saved(RequestSpecification as, int study) {
    String session =
        Work.clicked(as, PlayedSessions.studyUid(study), PlayedSessions.seriesUid(study));
    Work.save(as, session);
    return session;
  }

  private static String result(RequestSpecification as, String session) {
    return given()
        .spec(as)
        .get("/api/v1/sessions/" + session + "/results")
        .then()
        .extract()
        .path("[0].id");
  }

  @Test
  void nothingReachesThePacsBeforeItIsAcceptedAndACrashAfterThatLosesNothing() throws Exception {
    String project =
        Work.project("held", Map.of("review", "BEFORE_SENDING"), PlayedSessions.studyUid(1));
    RequestSpecification maker = Work.member("held-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("held-reviewer", "REVIEWER", project);
    String session = saved(maker, 1);
    String result = result(maker, session);
    String sop = column("sop_uid", result);
    assertThat(column("state", result)).isEqualTo("AWAITING_REVIEW");
    assertThat(inPacs(sop)).isEmpty();

    // the service ends right after the acceptance: what is committed is all that is left
    PlayedPacs.pacs.with(PacsWays.friendly().refusing(503, -1, ""));
    Work.accept(reviewer, Work.review(maker, session)).statusCode(200);
    Awaitility.await().atMost(PATIENCE).until(() -> !column("attempts", result).equals("0"));
    new Sql(database)
        .run("delete from queue_io where task_instance = '" + result + "' and not picked");
    new Sql(database)
        .run(
            "update stored_result set attempts = 0, next_attempt = created_at where id = '"
                + result
                + "'");
    PlayedPacs.pacs.with(PacsWays.friendly());

    await(result, "VERIFIED");
    DicomObject seg = inPacs(sop).orElseThrow();
    assertThat(seg.string(Tag.CONTENT_CREATOR_NAME)).contains("held-maker");
    assertThat(
            seg.item(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).orElseThrow().string(Tag.OPERATORS_NAME))
        .contains("held-reviewer");
  }

  @Test
  void whatWasSentBeforeIsStoredAgainWithTheReviewersNameAndTheFirstStays() throws Exception {
    String project =
        Work.project("after", Map.of("review", "AFTER_SENDING"), PlayedSessions.studyUid(2));
    RequestSpecification maker = Work.member("after-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("after-reviewer", "REVIEWER", project);
    String session = saved(maker, 2);
    String result = result(maker, session);
    await(result, "VERIFIED");
    String sop = column("sop_uid", result);

    String successor =
        Work.accept(reviewer, Work.review(maker, session))
            .statusCode(200)
            .extract()
            .path("successorId");

    await(successor, "VERIFIED");
    DicomObject seg = inPacs(column("sop_uid", successor)).orElseThrow();
    assertThat(seg.string(Tag.CONTENT_CREATOR_NAME)).contains("after-maker");
    assertThat(
            seg.item(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).orElseThrow().string(Tag.OPERATORS_NAME))
        .contains("after-reviewer");
    assertThat(
            seg.item(Tag.REFERENCED_IMAGE_SEQUENCE)
                .orElseThrow()
                .string(Tag.REFERENCED_SOP_INSTANCE_UID))
        .contains(sop);
    assertThat(inPacs(sop)).isPresent();
    assertThat(column("created_by_name", successor)).isEqualTo("after-reviewer");
  }

  @Test
  void aSentResultThatIsReturnedStaysAndTheCorrectedOneIsSentAtOnce() throws Exception {
    String project =
        Work.project("back", Map.of("review", "AFTER_SENDING"), PlayedSessions.studyUid(3));
    RequestSpecification maker = Work.member("back-maker", "ANNOTATOR", project);
    RequestSpecification reviewer = Work.member("back-reviewer", "REVIEWER", project);
    String session = saved(maker, 3);
    String first = result(maker, session);
    await(first, "VERIFIED");

    Work.giveBack(reviewer, Work.review(maker, session), "Too large").statusCode(200);
    Work.click(maker, session, 26);
    String second = Work.save(maker, session).extract().path("id");

    await(second, "VERIFIED");
    assertThat(List.of(column("state", first), column("state", second))).containsOnly("VERIFIED");
    assertThat(inPacs(column("sop_uid", first))).isPresent();
    assertThat(given().spec(People.admin()).get("/api/v1/me").statusCode()).isEqualTo(200);
  }
}
