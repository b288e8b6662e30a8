package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same clicks give the same voxels, whichever protocol they come by. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class MaskEqualityIT {

  private static final Path ABDOMEN = Path.of("../../shared/data/ct-abdomen-dicom");

  private final ClientCalls calls = new ClientCalls();
  private final ObjectMapper json = new ObjectMapper();

  private JsonNode post(String path, String body) throws Exception {
    // in HTTP 1.0, so that nothing comes in chunks
    RawHttp http = calls.http().asHttp10();
    RawAnswer answer = http.send("POST", "/api/v1/sessions" + path, "application/json", body);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return json.readTree(answer.body());
  }

  /** By the API of our own, one click at a time. */
  private Mask natively(String study, String series, String positive, String negative)
      throws Exception {
    String session =
        post(
                "?wait=PT60S",
                String.format("{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}", study, series))
            .path("id")
            .asText();
    post("/" + session + "/segments", "{\"structure\":\"spleen\"}");
    click(session, "POSITIVE", positive);
    click(session, "NEGATIVE", negative);
    RawAnswer mask =
        calls
            .http()
            .asHttp10()
            .send(
                "GET",
                "/api/v1/sessions/" + session + "/segments/1/mask",
                List.of("Accept: application/x-nrrd"),
                new byte[0]);
    assertThat(mask.status()).as(mask.text()).isEqualTo(200);
    return Phantoms.nrrdMask(mask.body());
  }

  private void click(String session, String kind, String voxel) throws Exception {
    JsonNode v = json.readTree(voxel);
    post(
        "/" + session + "/segments/1/clicks",
        String.format(
            "{\"kind\":\"%s\",\"voxel\":{\"i\":%s,\"j\":%s,\"k\":%s}}",
            kind, v.path(0), v.path(1), v.path(2)));
  }

  private void sameEverywhere(List<DicomFile> slices, String positive, String negative)
      throws Exception {
    String study = ClientCalls.uid(slices, Tag.STUDY_INSTANCE_UID);
    String series = calls.store(slices);
    Mask expected = natively(study, series, positive, negative);
    assertThat(expected.count()).isGreaterThan(100);
    String opened =
        String.format("{\"dicom\":{\"study_uid\":\"%s\",\"series_uid\":\"%s\"}}", study, series);
    String session =
        calls
            .good(calls.http().send("PUT", "/session/?expiry=0", "application/json", opened))
            .path("session_id")
            .asText();
    String first = ClientCalls.clicks(positive);
    String both = "{\"foreground\":[" + positive + "],\"background\":[" + negative + "]}";
    for (String path :
        List.of(
            "/v1/inference?model=deepgrow_3d&session_id=" + session,
            "/v1/deepgrow?model=deepgrow_3d&session_id=" + session,
            "/infer/deepgrow_3d?image=" + series,
            "/infer/deepgrow_3d?image=any&session_id=" + session)) {
      calls.http().send("POST", path, RawForm.python().params(first));
      Mask mask = ClientCalls.mask(calls.http().send("POST", path, RawForm.python().params(both)));
      assertThat(Dice.of(mask, expected)).as(path).hasValue(1);
      assertThat(mask.sameVoxels(expected)).as(path).isTrue();
    }
  }

  @Test
  void onAGeneratedVolume() throws Exception {
    sameEverywhere(Phantoms.slices(51), "[24,16,10]", "[16,10,12]");
  }

  @Test
  void onARealAbdomen() throws Exception {
    assumeTrue(Files.isDirectory(ABDOMEN), "real CT is not there: " + ABDOMEN);
    List<DicomFile> slices = new ArrayList<>();
    try (Stream<Path> paths = Files.list(ABDOMEN)) {
      for (Path path : paths.sorted().toList()) {
        slices.add(DicomReader.read(path, DicomLimits.standard()));
      }
    }
    sameEverywhere(slices, "[372,311,9]", "[300,311,9]");
  }
}
