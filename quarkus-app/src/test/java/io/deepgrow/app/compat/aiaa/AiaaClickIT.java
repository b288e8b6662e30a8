package io.deepgrow.app.compat.aiaa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.NrrdFile;
import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.app.compat.RawHttp;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clicks of AIAA's clients, over bare sockets: contract tests 11 to 15. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class AiaaClickIT {

  private static final String CLICK =
      "{\"foreground\":["
          + Phantoms.INSIDE
          + "],\"background\":[],\"current_point\":["
          + Phantoms.INSIDE
          + "]}";

  private final ObjectMapper json = new ObjectMapper();
  private RawHttp http;

  @BeforeEach
  void connect() {
    http = RawHttp.to(RestAssured.port);
  }

  private String session() throws Exception {
    RawAnswer answer =
        http.send(
            "PUT",
            "/session/?expiry=0",
            RawForm.python()
                .file("image", "C:\\data\\q1.nii.gz", Phantoms.niftiGz(Phantoms.oblique())));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode body = json.readTree(answer.body());
    assertThat(body.path("session_id").asText()).isNotEmpty();
    return body.path("session_id").asText();
  }

  private static Mask mask(RawAnswer answer) throws Exception {
    return Phantoms.niftiMask(answer.parts().get(1).bytes());
  }

  @Test
  void aMaskComesAsMultipartThatEveryClientCanCut() throws Exception {
    RawAnswer answer =
        http.send(
            "POST",
            "/v1/inference?model=deepgrow_3d",
            RawForm.python()
                .params(CLICK)
                .file("datapoint", "C:\\Temp\\q1.nii.gz", Phantoms.niftiGz(Phantoms.oblique())));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Transfer-Encoding")).isEmpty();
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.header("Content-Length")).contains(Integer.toString(answer.body().length));
    assertThat(answer.header("Content-Type").orElseThrow())
        .matches("multipart/form-data; ?boundary=[A-Za-z0-9]+");
    List<RawAnswer.Part> parts = answer.parts();
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).headers())
        .containsExactly(
            "Content-Disposition: form-data; name=\"params\"", "Content-Type: application/json");
    assertThat(json.readTree(parts.get(0).text()).isObject()).isTrue();
    assertThat(parts.get(1).headers())
        .containsExactly(
            "Content-Disposition: form-data; name=\"image\"; filename=\"result.nii.gz\"",
            "Content-Type: application/octet-stream");
    Mask mask = mask(answer);
    assertThat(mask.get(24, 16, 10)).isTrue();
    assertThat(mask.size()).isEqualTo(Phantoms.SIZE);
  }

  @Test
  void aSessionGivesTheSameMaskAsTheFile() throws Exception {
    Mask sent =
        mask(
            http.send(
                "POST",
                "/v1/inference?model=deepgrow_3d",
                RawForm.python()
                    .params(CLICK)
                    .file("datapoint", "q.nii.gz", Phantoms.niftiGz(Phantoms.oblique()))));
    RawAnswer answer =
        http.send(
            "POST",
            "/v1/inference?model=deepgrow_3d&session_id=" + session(),
            RawForm.python().params(CLICK));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(mask(answer).sameVoxels(sent)).isTrue();
  }

  @Test
  void theCppClientSpeaksHttp10AndQuotesItsBoundary() throws Exception {
    RawAnswer opened =
        http.asHttp10()
            .send(
                "PUT",
                "/session/",
                RawForm.quoted()
                    .params("{}")
                    .file("image", "image.nii.gz", Phantoms.niftiGz(Phantoms.straight())));
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    assertThat(opened.header("Transfer-Encoding")).isEmpty();
    assertThat(opened.header("Content-Length")).contains(Integer.toString(opened.body().length));

    RawAnswer answer =
        http.asHttp10()
            .send(
                "POST",
                "/v1/deepgrow?model=deepgrow_3d",
                RawForm.quoted()
                    .params("{\"foreground\":[" + Phantoms.INSIDE + "], \"background\":[]}")
                    .file("image", "image.nii.gz", Phantoms.niftiGz(Phantoms.straight())));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Transfer-Encoding")).isEmpty();
    assertThat(mask(answer).get(24, 16, 10)).isTrue();
  }

  @Test
  void ohifGetsTheFileAloneAsItAsksForIt() throws Exception {
    RawAnswer answer =
        http.send(
            "POST",
            "/v1/deepgrow?model=deepgrow_2d&output=image&session_id=" + session(),
            RawForm.python().params(ClientCalls.clicks("[24.9,16.2,10]", ".nrrd", "uint16", true)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/octet-stream");
    assertThat(answer.header("Content-Length")).contains(Integer.toString(answer.body().length));
    assertThat(answer.header("Content-Encoding")).isEmpty();
    NrrdFile file = NrrdFile.of(answer.body());
    assertThat(file.field("type")).isEqualTo("uint16");
    assertThat(file.field("encoding")).isEqualTo("gzip");
    assertThat(file.field("endian")).isEqualTo("little");
    assertThat(file.field("sizes")).isEqualTo("48 40 20");
    assertThat(file.voxels()).hasSize(48 * 40 * 20 * 2);
  }

  @Test
  void aFlatModelMarksNothingButTheClickedSlice() throws Exception {
    RawAnswer answer =
        http.asHttp10()
            .send(
                "POST",
                "/v1/deepgrow?model=deepgrow_2d",
                RawForm.quoted()
                    .params(ClientCalls.clicks(Phantoms.INSIDE))
                    .file("image", "image.nii.gz", Phantoms.niftiGz(Phantoms.straight())));
    Mask mask = mask(answer);
    assertThat(mask.get(24, 16, 10)).isTrue();
    assertThat(mask.boundingBox().orElseThrow().start().k()).isEqualTo(10);
    assertThat(mask.boundingBox().orElseThrow().end().k()).isEqualTo(11);
  }

  @Test
  void theOrderOfPartsDoesNotMatter() throws Exception {
    byte[] image = Phantoms.niftiGz(Phantoms.oblique());
    RawForm fileFirst = RawForm.python().file("datapoint", "q.nii.gz", image).params(CLICK);
    RawForm paramsFirst = RawForm.python().params(CLICK).file("datapoint", "q.nii.gz", image);
    String path = "/v1/inference?model=deepgrow_3d";
    assertThat(
            mask(http.send("POST", path, fileFirst))
                .sameVoxels(mask(http.send("POST", path, paramsFirst))))
        .isTrue();
  }

  @Test
  void aSessionThatIsGoneIs440UnlessAFileCame() throws Exception {
    String path = "/v1/inference?model=deepgrow_3d&session_id=00000000-0000-0000-0000-000000000000";
    RawAnswer gone = http.send("POST", path, RawForm.python().params(CLICK));
    new ClientCalls().error(gone, 440);
    RawAnswer withFile =
        http.send(
            "POST",
            path,
            RawForm.python()
                .params(CLICK)
                .file("datapoint", "q.nii.gz", Phantoms.niftiGz(Phantoms.oblique())));
    assertThat(mask(withFile).get(24, 16, 10)).isTrue();
  }
}
