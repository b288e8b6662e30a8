package io.deepgrow.app.erasure;

import static io.deepgrow.app.erasure.Erasures.erase;
import static io.deepgrow.app.erasure.Erasures.ofPatient;
import static io.deepgrow.app.erasure.Erasures.ofStudy;
import static io.deepgrow.app.result.PlayedSessions.await;
import static io.deepgrow.app.result.PlayedSessions.click;
import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.get;
import static io.deepgrow.app.result.PlayedSessions.post;
import static io.deepgrow.app.result.PlayedSessions.seriesUid;
import static io.deepgrow.app.result.PlayedSessions.studyUid;
import static io.deepgrow.app.result.PlayedSessions.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.PacsWays;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What is held of a patient goes, all of it, and of others nothing. */
@QuarkusTest
@TestProfile(Erasures.Quick.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ErasureIT {

  @Inject DataSource database;
  @Inject StudyRows rows;
  @Inject SeriesSupply supply;
  @Inject UploadService uploads;

  /** Everything that there can be of a study of the PACS; its session. */
  private String everything(int study) throws Exception {
    String session = clicked(study, "key");
    post("/" + session + "/segments/1/undo", "{}").then().statusCode(200);
    given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", "20,20,4")
        .header("Mask-Box-End", "22,22,6")
        .body(new byte[] {(byte) 0xff})
        .put("/api/v1/sessions/" + session + "/segments/1/mask")
        .then()
        .statusCode(200);
    click(session, 22, "key-2").then().statusCode(200);
    String result = submit(session);
    await(session, result, "VERIFIED");
    String opened =
        given()
            .contentType("application/json")
            .body("{\"dicom\":{\"series_uid\":\"" + seriesUid(study) + "\"}}")
            .put("/session/")
            .then()
            .statusCode(200)
            .extract()
            .path("session_id");
    assertThat(opened).isNotEmpty();
    Tables tables = new Tables(database);
    tables.run(
        "insert into model_trial (id, version_id, kind, session_id, state, started_by_name,"
            + " created_at) select gen_random_uuid(), id, 'SESSION', '"
            + session
            + "', 'DONE', 'x', now() from model_version limit 1");
    tables.run(
        "insert into client_label values ('"
            + seriesUid(study)
            + "', 'final', '"
            + result
            + "', '', '{}', now()) on conflict do nothing");
    tables.run(
        "insert into client_image_info (image, info) values ('"
            + seriesUid(study)
            + "', '{}') on conflict do nothing");
    reviewed(tables, session, result);
    ordered(tables, studyUid(study), session);
    listed(tables, studyUid(study), session);
    decided(tables, session);
    seen(tables, studyUid(study));
    return session;
  }

  /** A job on a study that has ended, and its attempt. */
  private static void ordered(Tables tables, String study, String key) throws Exception {
    tables.run(
        "insert into routing_job (id, kind, state, study_uid, series_uid, series_digest, action,"
            + " ordered_by, dedupe_key, priority, not_before, waiting_since, created_at, ended_at)"
            + " values (gen_random_uuid(), 'PREPARE', 'DONE', '"
            + study
            + "', '2.25.1', 'd', '{\"action\":\"PREPARE\"}', 'x', '"
            + key
            + "', 5, now(), now(), now(), now())");
    tables.run(
        "insert into routing_job_attempt (job_id, turn, replica, started_at) select id, 1, 'x',"
            + " now() from routing_job where dedupe_key = '"
            + key
            + "'");
  }

  /** A work item on a study that has ended. */
  private static void listed(Tables tables, String study, String key) throws Exception {
    tables.run(
        "insert into routing_workitem (id, origin, uid, transaction_uid, state, study_uid,"
            + " series_uid, priority, not_before, created_at, changed_at, ended_at) values"
            + " (gen_random_uuid(), 'PUSHED', '"
            + key
            + "', '2.25.1', 'COMPLETED', '"
            + study
            + "', '2.25.1', 5, now(), now(), now(), now())");
  }

  /** A study that a PACS had, and its series. */
  private static void seen(Tables tables, String study) throws Exception {
    tables.run(
        "insert into sighting (id, study_uid, state, reported_by, created_at, waiting_since,"
            + " changed_at, next_look) values (gen_random_uuid(), '"
            + study
            + "', 'DECIDED', 'PERSON', now(), now(), now(), now()) on conflict do nothing");
    tables.run(
        "insert into sighting_series (sighting_id, series_uid, modality, instances, derived) select"
            + " id, '2.25.1', 'CT', 1, false from sighting where study_uid = '"
            + study
            + "' on conflict do nothing");
  }

  /** What a rule said of the study of a session, and would have said. */
  private static void decided(Tables tables, String session) throws Exception {
    tables.run(
        "insert into routing_decision (id, sighting_id, study_uid, digest, rule_id, rule_name,"
            + " version, outcome, why, created_at) select gen_random_uuid(), id, study_uid, '', id,"
            + " 'x', 1, 'NO_MATCH', '{}', now() from annotation_session where id = '"
            + session
            + "'");
    tables.run(
        "insert into routing_dry_run (id, last, state, started_by_name, created_at) values ('"
            + session
            + "', 1, 'DONE', 'x', now())");
    tables.run(
        "insert into routing_dry_run_study (run_id, sighting_id, study_uid, before, after) select"
            + " id, id, study_uid, '[]', '[]' from annotation_session where id = '"
            + session
            + "'");
  }

  /** A review of a result, and a comparison of its masks. */
  private static void reviewed(Tables tables, String session, String result) throws Exception {
    tables.run(
        "insert into project (id, name, created_at) values ('7b2f8b1c-6a2c-4a44-8f0e-5c1c8f2f8e11',"
            + " 'reviewed', now()) on conflict do nothing");
    tables.run(
        "insert into review (id, project_id, result_id, session_id, study_uid, annotator_name,"
            + " sent_before, round, state, created_at, compared_at) select r.id,"
            + " '7b2f8b1c-6a2c-4a44-8f0e-5c1c8f2f8e11', r.id, s.id, s.study_uid, 'anyone', true, 1,"
            + " 'ACCEPTED', now(), now() from stored_result r, annotation_session s where r.id = '"
            + result
            + "' and s.id = '"
            + session
            + "'");
    tables.run(
        "insert into project_study (project_id, study_uid) select"
            + " '7b2f8b1c-6a2c-4a44-8f0e-5c1c8f2f8e11', study_uid from annotation_session where id ="
            + " '"
            + session
            + "' on conflict do nothing");
    tables.run(
        "insert into review_agreement (review_id, structure_id, dice, volume, other_volume,"
            + " created_at) values ('"
            + result
            + "', 'spleen', 1, 1, 1, now())");
    tables.run(
        "insert into reading_task (id, study_uid, series_uid, priority, state, session_id,"
            + " created_by, created_at, changed_at) select gen_random_uuid(), study_uid,"
            + " series_uid, 5, 'OPEN', id, 'x', now(), now() from annotation_session where id = '"
            + session
            + "'");
  }

  /** A patient's slices as a file of a client; the id of its session. */
  private static String uploaded(int study) {
    RawForm form = RawForm.python();
    int number = 0;
    for (DicomFile slice : PlayedPacs.study(study)) {
      form.file("image", "slice-" + number++, DicomWriter.bytes(slice));
    }
    return given()
        .contentType(form.contentType())
        .body(form.bytes())
        .put("/session/")
        .then()
        .statusCode(200)
        .extract()
        .path("session_id");
  }

  private StudyScope scope(int study) {
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.scope(studyUid(study), Set.of(seriesUid(study)), false));
  }

  private static long filesOnDisk() throws Exception {
    Path folder =
        Path.of(ConfigProvider.getConfig().getValue("deepgrow.uploads.dir", String.class));
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void everyTableIsErasedOrHoldsNothingOfAPatient() throws Exception {
    assertThat(new Tables(database).names())
        .as("add a new table to StudyRows.CONDITIONS, or to StudyRows.OTHERS")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(StudyRows.CONDITIONS.keySet().stream(), StudyRows.OTHERS.stream())
                .toList());
  }

  @Test
  void allOfAPatientGoesAndOthersStayBitForBit() throws Exception {
    String other = everything(2);
    uploaded(2);
    long filesOfOthers = filesOnDisk();
    String session = everything(1);
    String client = uploaded(1);
    Tables tables = new Tables(database);
    Map<String, String> before = tables.without(scope(1));
    assertThat(filesOnDisk()).isEqualTo(filesOfOthers + 12);
    String sop = get("/" + session + "/results").path("[0].sopInstanceUid");

    Map<String, Object> dry = ofPatient(1, ",\"dryRun\":true").then().extract().path("rows");
    Response report = ofPatient(1, "");

    assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
    Map<String, Integer> erased = report.path("rows");
    assertThat(erased).isEqualTo(dry);
    assertThat(erased.keySet()).isEqualTo(StudyRows.CONDITIONS.keySet());
    assertThat(erased).allSatisfy((table, n) -> assertThat(n).as(table).isPositive());
    assertThat(report.<Integer>path("files")).isEqualTo(12);
    assertThat(report.<Integer>path("volumes")).isPositive();
    assertThat(report.asString()).contains(sop).contains("administrator").doesNotContain("MARKER");
    assertThat(filesOnDisk()).isEqualTo(filesOfOthers);
    assertThat(supply.peek(series(1))).isEmpty();
    assertThat(supply.peek(series(2))).isPresent();
    assertThat(get("/" + session).<String>path("code")).isEqualTo("session.not_found");
    given().get("/session/" + client).then().statusCode(404);
    assertThat(get("/" + other).<String>path("state")).isEqualTo("READY");
    Map<String, String> after = tables.without(scope(1));
    // of an upload of the patient the study is one that was made here
    before.keySet().removeAll(Set.of("uploaded_volume", "client_session", "client_work"));
    for (String table : Set.of("mask_revision", "stored_result", "client_label")) {
      assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
    }

    Response again = ofPatient(1, "");
    assertThat(again.<Map<String, Integer>>path("rows"))
        .allSatisfy((table, n) -> assertThat(n).as(table).isZero());
    assertThat(again.<Integer>path("files")).isZero();
    assertThat(again.asString()).as("still in the PACS").contains(sop, "administrator");
  }

  @Test
  void aRepeatNamesWhatLiesInThePacsAndCountsWhatNobodyHereKnows() throws Exception {
    String session = everything(2);
    String sop = get("/" + session + "/results").path("[0].sopInstanceUid");
    ofPatient(2, "").then().statusCode(200);

    Response dry = ofStudy(studyUid(2), ",\"dryRun\":true");
    Response repeat = ofPatient(2, "");

    for (Response report : List.of(dry, repeat)) {
      assertThat(report.<List<String>>path("studies[0].segmentationsInPacs"))
          .as(report.asString())
          .contains(sop);
    }
    int others = repeat.path("studies[0].otherSegmentations");
    new Tables(database).run("update audit_event set sop_uid = null where sop_uid = '" + sop + "'");
    Response unknown = ofPatient(2, "");
    assertThat(unknown.<List<String>>path("studies[0].segmentationsInPacs")).doesNotContain(sop);
    assertThat(unknown.<Integer>path("studies[0].otherSegmentations")).isEqualTo(others + 1);
    assertThat(unknown.<String>path("note")).contains("otherSegmentations");
  }

  @Test
  void whoIsKnownNeitherHereNorInThePacsIsSaidNotToBeFound() throws Exception {
    String deeds = "select count(*) from audit_event";
    String before = new Tables(database).text(deeds);

    for (Response report :
        List.of(
            erase("{\"patientId\":\"NOBODY\",\"dryRun\":false}"),
            ofStudy("2.25.4711", ""),
            ofStudy("2.25.4711", ",\"dryRun\":true"))) {
      assertThat(report.statusCode()).isEqualTo(200);
      assertThat(report.<List<Object>>path("studies")).as(report.asString()).isEmpty();
      assertThat(report.<String>path("note")).startsWith("Nothing was found");
    }
    assertThat(new Tables(database).text(deeds)).isEqualTo(before);
  }

  @Test
  void anIssuerThatIsRequestedMustBeNamed() {
    clicked(1, "issuer");
    String here = ",\"issuerOfPatientId\":\"HERE\",\"dryRun\":true";

    Response nowhere = ofPatient(1, here);
    PlayedPacs.pacs.with(PacsWays.friendly().rewriting(slice -> issuedBy("HERE", slice)));
    Response named = ofPatient(1, here);
    PlayedPacs.pacs.with(PacsWays.friendly().rewriting(slice -> issuedBy("THERE", slice)));
    Response other = ofPatient(1, here);
    PlayedPacs.pacs.with(PacsWays.friendly());

    assertThat(nowhere.<List<Object>>path("studies")).as(nowhere.asString()).isEmpty();
    assertThat(nowhere.<List<String>>path("withoutIssuer")).contains(studyUid(1));
    assertThat(nowhere.<String>path("note")).contains("withoutIssuer");
    assertThat(named.<List<String>>path("studies.studyInstanceUid")).contains(studyUid(1));
    assertThat(named.<List<String>>path("withoutIssuer")).doesNotContain(studyUid(1));
    assertThat(other.<List<Object>>path("studies")).as(other.asString()).isEmpty();
    assertThat(other.<List<String>>path("withoutIssuer")).doesNotContain(studyUid(1));
  }

  private static DicomFile issuedBy(String issuer, DicomFile slice) {
    return new DicomFile(
        slice.syntax(),
        slice.dataSet().deepCopy().setString(Tag.ISSUER_OF_PATIENT_ID, issuer),
        slice.pixelData());
  }

  @Test
  void aStudyGoesAndEveryRowOfOthersStays() throws Exception {
    everything(2);
    everything(3);
    Tables tables = new Tables(database);
    Map<String, String> before = tables.without(scope(3));

    int deeds = deeds();

    ofStudy(studyUid(3), "").then().statusCode(200);

    StudyScope nothing = new StudyScope("2.25.1", Set.of(), List.of(), List.of(), List.of());
    assertThat(tables.without(nothing)).isEqualTo(before);
    assertThat(deeds()).isEqualTo(deeds + 1);
  }

  private int deeds() throws Exception {
    return Integer.parseInt(
        new Tables(database)
            .text(
                "select count(*) from audit_event where action = 'study.erased' and study_uid = '"
                    + studyUid(3)
                    + "'"));
  }

  @Test
  void aDryRunWritesNothingAndReportsTheSame() throws Exception {
    everything(3);
    uploaded(3);
    Tables tables = new Tables(database);
    Map<String, String> before = tables.all();
    long files = filesOnDisk();

    Response dry = ofPatient(3, ",\"dryRun\":true");

    assertThat(tables.all()).isEqualTo(before);
    assertThat(filesOnDisk()).isEqualTo(files);
    Response report = ofPatient(3, "");
    for (String part : Set.of("rows", "files", "volumes", "studies", "note")) {
      assertThat(report.<Object>path(part)).as(part).isEqualTo(dry.path(part));
    }
  }

  @Test
  void theFilesOfAStudyThatCameByUploadGoWithItsOwnUid() throws Exception {
    long before = filesOnDisk();
    uploaded(3);

    Response report = ofStudy(studyUid(3), "");

    assertThat(report.<Integer>path("files")).as(report.asString()).isEqualTo(12);
    assertThat(filesOnDisk()).isEqualTo(before);
  }

  @Test
  void aPatientIdIsComparedExactlyWhateverThePacsMatches() {
    clicked(1, "exact");

    Response report = erase("{\"patientId\":\"marker-1\",\"dryRun\":true}");

    assertThat(report.<Integer>path("studies.size()")).as(report.asString()).isZero();
  }

  @Test
  void requestsThatNameNobodyOrTooMuchAreRefusedWithoutAnEcho() {
    for (String body :
        Set.of(
            "{}",
            "{\"patientId\":\"  \"}",
            "{\"patientId\":\"SECRET\\\\X\"}",
            "{\"patientId\":\"" + "SECRET".repeat(20) + "\"}",
            "{\"patientId\":\"SECRET\",\"studyInstanceUid\":\"1.2\"}",
            "{\"studyInstanceUid\":\"SECRET\"}",
            "{\"studyInstanceUid\":\"1.2\",\"issuerOfPatientId\":\"SECRET\"}",
            "{\"patientId\":[\"SECRET\"]}",
            "{\"patientId\":\"SECRET\",\"dryRun\":\"SECRET\"}")) {
      Response refused = erase(body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(refused.asString()).doesNotContain("SECRET").contains("\"code\"");
    }
  }

  @Test
  void neitherLogNorMetricsNameThePatient() {
    clicked(1, "quiet");
    ofPatient(1, "").then().statusCode(200);
    ofPatient(1, ",\"issuerOfPatientId\":\"SITE-X\"").then().statusCode(200);

    assertThat(given().get("/logs?lines=1000").asString()).doesNotContain("MARKER-1", "SITE-X");
    assertThat(given().get("/q/metrics").asString()).doesNotContain("MARKER-1", "SITE-X");
  }

  private static SeriesKey series(int study) {
    return new SeriesKey(new StudyUid(studyUid(study)), new SeriesUid(seriesUid(study)));
  }
}
