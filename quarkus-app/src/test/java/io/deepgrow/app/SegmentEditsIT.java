package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks, edits of whole masks, clicks in one slice, and what of them a result says. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SegmentEditsIT {

  private static final String SESSIONS = "/api/v1/sessions";

  @Inject ResultObjects results;

  private String session;

  @BeforeEach
  void open() {
    session =
        SESSIONS
            + "/"
            + post(SESSIONS + "?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
                .statusCode(201)
                .extract()
                .<String>path("id");
  }

  private static RequestSpecification json() {
    return given().contentType(ContentType.JSON);
  }

  private static ValidatableResponse post(String path, String body) {
    return json().body(body).post(path).then();
  }

  private String segment(String structure) {
    int number =
        post(session + "/segments", "{\"structure\":\"" + structure + "\"}")
            .statusCode(201)
            .extract()
            .path("number");
    return session + "/segments/" + number;
  }

  private static ValidatableResponse lock(String segment, boolean on) {
    return json().body("{\"locked\":" + on + "}").patch(segment).then().statusCode(200);
  }

  /** A box of voxels, without those whose place in it is named. */
  private static ValidatableResponse put(String segment, String start, String end, int... holes) {
    int[] a = numbers(start);
    int[] b = numbers(end);
    int voxels = (b[0] - a[0]) * (b[1] - a[1]) * (b[2] - a[2]);
    BitSet bits = new BitSet(voxels);
    bits.set(0, voxels);
    for (int hole : holes) {
      bits.clear(hole);
    }
    byte[] bytes = new byte[(voxels + 7) / 8];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", start)
        .header("Mask-Box-End", end)
        .body(bytes)
        .put(segment + "/mask")
        .then();
  }

  private static int[] numbers(String text) {
    return List.of(text.split(",")).stream().mapToInt(Integer::parseInt).toArray();
  }

  private static String click(String kind, int i, int j, int k, String more) {
    return String.format(
        "{\"kind\":\"%s\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}%s}", kind, i, j, k, more);
  }

  private static byte[] mask(String segment) {
    return given().accept("application/octet-stream").get(segment + "/mask").asByteArray();
  }

  @Test
  void aLockedSegmentTakesNoChangeOfAnyKind() {
    String segment = segment("spleen");
    String click = click("POSITIVE", 24, 24, 10, "");
    post(segment + "/clicks", click).statusCode(200);
    lock(segment, true).body("locked", equalTo(true)).body("structure", equalTo("spleen"));
    byte[] before = mask(segment);

    List<ValidatableResponse> refused =
        List.of(
            post(segment + "/clicks", click),
            json().post(segment + "/undo").then(),
            json().post(segment + "/redo").then(),
            json().delete(segment + "/clicks").then(),
            json().delete(segment + "/clicks/1").then(),
            post(segment + "/edits", "{\"operation\":\"fill-holes\"}"),
            put(segment, "0,0,0", "4,4,4"),
            given().delete(segment).then());
    refused.forEach(r -> r.statusCode(409).body("code", equalTo("segment.locked")));

    assertThat(mask(segment)).isEqualTo(before);
    given().get(session + "/segments").then().body("[0].locked", equalTo(true));
    lock(segment, false);
    json().post(segment + "/undo").then().statusCode(200).body("voxels", equalTo(0));
  }

  @Test
  void edits() {
    String segment = segment("spleen");
    put(segment, "10,10,5", "15,15,10", 62).statusCode(200).body("voxels", equalTo(124));
    post(segment + "/edits", "{\"operation\":\"fill-holes\"}")
        .statusCode(200)
        .body("voxels", equalTo(125))
        .body("passes", equalTo(0))
        .body("changed.start.i", equalTo(12));
    put(segment, "10,10,5", "20,11,6", 3, 4).body("voxels", equalTo(8));
    post(segment + "/edits", "{\"operation\":\"largest-component\"}").body("voxels", equalTo(5));
    post(segment + "/edits", "{\"operation\":\"melt\"}")
        .statusCode(400)
        .body("code", equalTo("request.malformed"));
  }

  @Test
  void anEditIsOfTheMaskThatTheClicksMade() {
    String segment = segment("spleen");
    int made =
        post(segment + "/clicks", click("POSITIVE", 24, 24, 10, ""))
            .statusCode(200)
            .extract()
            .path("voxels");
    assertThat(made).isGreaterThan(100);
    int edited =
        post(segment + "/edits", "{\"operation\":\"largest-component\"}")
            .statusCode(200)
            .extract()
            .path("voxels");
    assertThat(edited).isBetween(made / 2, made);
  }

  @Test
  void anEditThatChangesNothingKeepsTheClicks() {
    String segment = segment("spleen");
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10, "")).statusCode(200);
    post(segment + "/edits", "{\"operation\":\"remove-islands\",\"millilitres\":0.001}")
        .statusCode(200)
        .body("positive", equalTo(1))
        .body("changed", nullValue());
    json().post(segment + "/undo?scope=ALL").then().statusCode(200).body("voxels", equalTo(0));
  }

  @Test
  void editsWithFigures() {
    String segment = segment("spleen");
    put(segment, "10,10,5", "14,14,9").statusCode(200).body("voxels", equalTo(64));
    post(segment + "/edits", "{\"operation\":\"margin\",\"millimetres\":2}")
        .statusCode(200)
        .body("voxels", equalTo(64 + 4 * 16));
    post(segment + "/edits", "{\"operation\":\"margin\",\"millimetres\":-2}")
        .body("voxels", equalTo(64));
    json().post(segment + "/undo?scope=ALL").then().body("voxels", equalTo(128));
    post(segment + "/edits", "{\"operation\":\"smooth\"}")
        .statusCode(400)
        .body("detail", containsString("millimetres"));
  }

  @Test
  void statisticsTellTheLongestDiameter() {
    String segment = segment("spleen");
    given().get(segment + "/statistics").then().body("longestDiameter", nullValue());
    put(segment, "10,10,5", "14,13,6").statusCode(200);
    given()
        .get(segment + "/statistics")
        .then()
        .body("longestDiameter.millimetres", equalTo((float) Math.sqrt(36 + 16)))
        .body("longestDiameter.from.k", equalTo(5));
  }

  @Test
  void aClickForItsSliceChangesNothingElse() {
    String segment = segment("spleen");
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10, ",\"extent\":\"SLICE\""))
        .statusCode(200)
        .body("changed.start.k", equalTo(10))
        .body("changed.end.k", equalTo(11));
    byte[] flat = mask(segment);
    given().get(segment + "/clicks").then().body("clicks[0].extent", equalTo("SLICE"));
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10, ""))
        .statusCode(200)
        .body("changed.start.k", lessThan(10));
    json().post(segment + "/undo").then().statusCode(200);
    assertThat(mask(segment)).isEqualTo(flat);
  }

  @Test
  void aResultSaysWhatWasClickedAndLeavesLockedVoxelsToTheirSegment() throws Exception {
    String spleen = segment("spleen");
    String liver = segment("liver");
    put(spleen, "14,14,8", "20,20,9").statusCode(200);
    post(liver + "/clicks", click("POSITIVE", 24, 24, 10, "")).statusCode(200);
    lock(spleen, true);
    String id = post(session + "/results", "{}").statusCode(202).extract().path("id");

    DicomFile seg = DicomReader.read(results.dataset(UUID.fromString(id)), DicomLimits.standard());
    List<DicomObject> segments = seg.dataSet().items(Tag.SEGMENT_SEQUENCE);
    assertThat(log(segments.get(0)))
        .matches(
            "Clicks, LPS mm, UTC:\n\\(on a mask that was there before\\)\n"
                + "Model version [0-9a-f-]{36}, weights SHA-256 [0-9a-f]{64}");
    assertThat(log(segments.get(1))).startsWith("Clicks, LPS mm, UTC:\n+ 48.0 48.0 40.0 20");
    SourceGrid grid =
        SourceGrid.ofPositions(
            VolumeGeometry.axial(new GridSize(48, 48, 20), new Spacing(2, 2, 4)));
    List<ReadSegment> read = new SegReader(SegReadOptions.standard()).read(seg, grid).segments();
    Mask locked = read.get(0).mask();
    Mask other = read.get(1).mask();
    assertThat(locked.count()).isEqualTo(36);
    assertThat(other.and(locked).isEmpty()).isTrue();
    assertThat(other.get(24, 24, 10)).isTrue();
    int clicked = given().get(liver + "/statistics").then().extract().path("voxels");
    assertThat(other.count()).isLessThan(clicked);
  }

  private static String log(DicomObject segment) {
    return segment
        .items(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE)
        .get(0)
        .string(Tag.ALGORITHM_PARAMETERS)
        .orElse("");
  }
}
