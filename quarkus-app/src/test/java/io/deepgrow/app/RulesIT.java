package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSource;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesException;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the API, on a real database and the bundled model; the PACS is a fake. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
public class RulesIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String GOOD = "2.25.100";
  private static final String BROKEN = "2.25.200";

  /** Nobody has to sign in, and series come from {@link FakeSeries}. */
  public static class FakePacs implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web",
          "deepgrow.results.retry", "PT10M",
          "quarkus.http.test-port", "0");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(FakeSeries.class);
    }
  }

  /** A bright block in fat; one series fails. */
  @Alternative
  @ApplicationScoped
  public static class FakeSeries implements SeriesSource {
    @Override
    public boolean has(SeriesKey key) {
      return true;
    }

    @Override
    public LoadedSeries load(
        SeriesKey key, io.deepgrow.volume.file.MemoryRoom room, Progress progress) {
      if (key.series().value().equals(BROKEN)) {
        throw new SeriesException("series.missing_slices", "2 slices are missing");
      }
      VolumeGeometry grid = VolumeGeometry.axial(new GridSize(48, 48, 20), new Spacing(2, 2, 4));
      short[] voxels = new short[grid.size().arrayLength()];
      Arrays.fill(voxels, (short) -100);
      for (int k = 6; k < 14; k++) {
        for (int j = 14; j < 34; j++) {
          Arrays.fill(voxels, grid.size().flat(14, j, k), grid.size().flat(34, j, k), (short) 110);
        }
      }
      SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
      for (DicomFile file :
          new CtWriter(UidSource.derived(new UUID(1, 1)), Instant.EPOCH, PatientModule.PHANTOM)
              .write(Volume.of(grid, voxels))) {
        loader.add(file);
      }
      return loader.finish();
    }
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }

  private static String open() {
    return post(
            SESSIONS + "?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"" + GOOD + "\"}")
        .statusCode(201)
        .body("state", equalTo("READY"))
        .body("geometry.size.k", equalTo(20))
        .extract()
        .path("id");
  }

  private static String segment() {
    String session = open();
    post(SESSIONS + "/" + session + "/segments", "{\"structure\":\"spleen\"}")
        .statusCode(201)
        .body("number", equalTo(1))
        .body("label", equalTo("Spleen"));
    return SESSIONS + "/" + session + "/segments/1";
  }

  private static String click(String kind, int i, int j, int k) {
    return String.format("{\"kind\":\"%s\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}}", kind, i, j, k);
  }

  private static void refuses(ValidatableResponse response, ErrorCode code) {
    response
        .statusCode(code.status())
        .contentType("application/problem+json")
        .body("code", equalTo(code.code()))
        .body("detail", notNullValue());
  }

  @Test
  void aClickChangesABoxOfTheMaskAndHonoursTheVoxel() {
    String segment = segment();
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10))
        .statusCode(200)
        .header("Server-Timing", containsString("infer"))
        .body("positive", equalTo(1))
        .body("changed.bits", notNullValue());
    // negative clicks honoured: the clicked voxel alone at least goes out
    post(segment + "/clicks", click("NEGATIVE", 24, 24, 10)).statusCode(200);
    int first =
        given()
            .accept("application/x-nifti")
            .get(segment + "/mask")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray()
            .length;
    assertThat(first).isPositive();
    given().accept("image/png").get(segment + "/mask?k=10").then().statusCode(200);
    given().accept("application/x-nrrd").get(segment + "/mask").then().statusCode(200);
    refuses(
        given().accept("image/png").get(segment + "/mask?k=20").then(), ErrorCode.SLICE_NOT_FOUND);
  }

  @Test
  void clicksByPatientPositionHitTheSameVoxel() {
    String byVoxel = segment();
    String byPoint = segment();
    String one =
        post(byVoxel + "/clicks", click("POSITIVE", 24, 20, 10)).extract().body().asString();
    String two =
        post(
                byPoint + "/clicks",
                "{\"kind\":\"POSITIVE\",\"patient\":{\"x\":48.2,\"y\":39.9,\"z\":40}}")
            .extract()
            .body()
            .asString();
    // a mask that was just made is remembered: the network need not run again; each click is its
    // own
    String passes = "\"passes\":\\d,\"click\":\\d+";
    assertThat(two.replaceFirst(passes, "")).isEqualTo(one.replaceFirst(passes, ""));
  }

  @Test
  void undoAndRedoGiveBackTheSameMasks() {
    String segment = segment();
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10)).statusCode(200);
    byte[] one = bits(segment);
    post(segment + "/clicks", click("POSITIVE", 18, 18, 8)).statusCode(200);
    byte[] two = bits(segment);

    post(segment + "/undo", "").statusCode(200).body("positive", equalTo(1));
    assertThat(bits(segment)).isEqualTo(one);
    post(segment + "/redo", "").statusCode(200).body("passes", equalTo(0));
    assertThat(bits(segment)).isEqualTo(two);
    refuses(post(segment + "/redo", ""), ErrorCode.NOTHING_TO_REDO);

    given().delete(segment + "/clicks").then().statusCode(200).body("voxels", equalTo(0));
    refuses(post(segment + "/undo", ""), ErrorCode.NOTHING_TO_UNDO);
  }

  private static byte[] bits(String segment) {
    return given()
        .accept("application/octet-stream")
        .get(segment + "/mask")
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  @Test
  void theSameKeyGetsTheSameAnswerAndCountsOnce() {
    String segment = segment();
    String body = click("POSITIVE", 24, 24, 10);
    String first = keyed(segment, body).statusCode(200).extract().asString();
    String second = keyed(segment, body).statusCode(200).extract().asString();
    assertThat(second).isEqualTo(first);
    post(segment + "/undo", "").statusCode(200).body("positive", equalTo(0));
    refuses(keyed(segment, click("NEGATIVE", 1, 1, 1)), ErrorCode.KEY_REUSED);
  }

  private static ValidatableResponse keyed(String segment, String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "a-key")
        .body(body)
        .post(segment + "/clicks")
        .then();
  }

  @Test
  void everyMistakeHasItsOwnCode() {
    String segment = segment();
    String clicks = segment + "/clicks";
    String session = segment.substring(0, segment.indexOf("/segments"));
    refuses(post(clicks, click("POSITIVE", 48, 0, 0)), ErrorCode.CLICK_OUTSIDE);
    refuses(post(clicks, "{\"kind\":\"POSITIVE\"}"), ErrorCode.BAD_REQUEST);
    refuses(post(clicks, "{\"kind\":\"MAYBE\"}"), ErrorCode.BAD_REQUEST);
    refuses(post(clicks, "no json"), ErrorCode.BAD_REQUEST);
    refuses(
        post(session + "/segments/9/clicks", click("POSITIVE", 1, 1, 1)),
        ErrorCode.SEGMENT_NOT_FOUND);
    refuses(post(session + "/segments", "{\"structure\":\"soul\"}"), ErrorCode.STRUCTURE_UNKNOWN);
    refuses(post(session + "/results", "{}"), ErrorCode.NOTHING_FOUND);
    refuses(given().get(SESSIONS + "/" + UUID.randomUUID()).then(), ErrorCode.SESSION_NOT_FOUND);
    refuses(post(SESSIONS, "{\"studyUid\":\"../etc\",\"seriesUid\":\"1.2\"}"), ErrorCode.BAD_UID);
    refuses(
        post(SESSIONS, "{\"studyUid\":\"1.2\",\"seriesUid\":\"1.2\",\"modelId\":\"none\"}"),
        ErrorCode.MODEL_NOT_FOUND);
    refuses(
        given().get(session + "/results/" + UUID.randomUUID()).then(), ErrorCode.RESULT_NOT_FOUND);

    given().delete(session).then().statusCode(204);
    refuses(post(clicks, click("POSITIVE", 1, 1, 1)), ErrorCode.SESSION_CLOSED);
  }

  @Test
  void aSeriesThatMakesNoVolumeSaysWhy() {
    post(SESSIONS + "?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"" + BROKEN + "\"}")
        .statusCode(201)
        .body("state", equalTo("FAILED"))
        .body("failure.code", equalTo("series.missing_slices"))
        .body("geometry", nullValue());
  }

  @Test
  void sessionsOfASeriesAreFoundAgain() {
    String session = open();
    given()
        .get(SESSIONS + "?seriesUid=" + GOOD + "&state=READY")
        .then()
        .statusCode(200)
        .body("id", hasItem(session));
  }

  @Test
  void theSameResultKeyIsTheSameResult() {
    String segment = segment();
    post(segment + "/clicks", click("POSITIVE", 24, 24, 10)).statusCode(200);
    String results = segment.substring(0, segment.indexOf("/segments")) + "/results";
    String id = submit(results);
    assertThat(submit(results)).isEqualTo(id);
    given().get(results + "/" + id).then().body("state", equalTo("PENDING"));
  }

  private static String submit(String results) {
    return given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "one")
        .body("{}")
        .post(results)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  @Test
  void modelsAndHealthTellWhatRuns() {
    given().get("/api/v1/models").then().statusCode(200).body("[0].provider", equalTo("CPU"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200).body(not(containsString("\"pacs\"")));
    given().get("/q/health/well").then().statusCode(503).body(containsString("\"pacs\""));
    given().get("/q/openapi").then().statusCode(200).body(containsString("Idempotency-Key"));
    given().get("/q/metrics").then().statusCode(200);
  }
}
