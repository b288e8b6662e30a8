package io.deepgrow.app.compat.monailabel.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.NrrdFile;
import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.app.compat.RawHttp;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks of MONAI Label's clients: contract tests 19 to 26. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class InferIT {

  private static final int VOXELS = 48 * 40 * 20;
  private static final String FLAT = "/infer/deepgrow_2d";
  private static final String SOLID = "/infer/deepgrow_3d";

  private final ClientCalls calls = new ClientCalls();
  private String series;

  @BeforeEach
  void store() throws Exception {
    series = calls.store(Phantoms.slices(61));
  }

  private RawAnswer post(String path, RawForm form) throws Exception {
    return calls.http().send("POST", path, form);
  }

  private static RawForm wanting(String extension, String type, boolean compress) {
    return RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE, extension, type, compress));
  }

  @Test
  void slicersSessionWinsOverAnImageThatIsNotThere() throws Exception {
    String session = calls.session(Phantoms.niftiGz(Phantoms.oblique()));
    RawAnswer answer =
        post(SOLID + "?image=CTChest&session_id=" + session, wanting(".nrrd", "uint8", false));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<RawAnswer.Part> parts = answer.parts();
    assertThat(parts.get(0).headers())
        .containsExactly(
            "Content-Disposition: form-data; name=\"params\"", "Content-Type: application/json");
    assertThat(parts.get(0).text()).contains("\"label_names\"", "\"latencies\"");
    assertThat(parts.get(1).headers().get(0)).endsWith(".nrrd\"");
    NrrdFile file = NrrdFile.of(parts.get(1).bytes());
    assertThat(file.field("type")).isEqualTo("uint8");
    assertThat(file.field("encoding")).isEqualTo("raw");
    assertThat(file.voxels()).hasSize(VOXELS);
  }

  @Test
  void ohifGetsAsManyBytesAsItAsksFor() throws Exception {
    String path = FLAT + "?output=image&image=" + series;
    RawAnswer small = post(path, wanting(".nrrd", "uint8", false));
    RawAnswer wide = post(path, wanting(".nrrd", "uint16", false));

    assertThat(small.header("Content-Type")).contains("application/octet-stream");
    assertThat(small.header("Content-Disposition").orElseThrow()).contains("filename=\"");
    assertThat(small.header("Content-Length")).contains(Integer.toString(small.body().length));
    NrrdFile bytes = NrrdFile.of(small.body());
    NrrdFile shorts = NrrdFile.of(wide.body());
    assertThat(bytes.field("encoding")).isEqualTo("raw");
    assertThat(bytes.voxels()).hasSize(VOXELS);
    assertThat(shorts.field("endian")).isEqualTo("little");
    assertThat(shorts.voxels()).hasSize(2 * VOXELS);
    for (int v = 0; v < VOXELS; v++) {
      assertThat(shorts.voxels()[2 * v]).isEqualTo(bytes.voxels()[v]);
    }
  }

  @Test
  void mitkSendsOneSliceOverTls() throws Exception {
    VolumeGeometry flat = VolumeGeometry.axial(new GridSize(48, 40, 1), new Spacing(1, 1, 1));
    short[] slice = Arrays.copyOfRange(Phantoms.straight().voxels(), 48 * 40 * 10, 48 * 40 * 11);
    RawHttp tls = RawHttp.to(ClientsProfile.tlsPort(), ClientsProfile.trusting());
    assertThat(calls.good(tls.get("/info/")).path("models").has("deepgrow_2d")).isTrue();
    RawAnswer answer =
        tls.send(
            "POST",
            FLAT,
            RawForm.httplib()
                .params("{\"foreground\":[[24,16,0]],\"background\":[],\"reset_state\":true}")
                .file("file", "post_from_mitk.nii.gz", Phantoms.niftiGz(Volume.of(flat, slice))));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    RawAnswer.Part file = answer.parts().get(1);
    assertThat(file.headers().get(0)).endsWith(".nii.gz\"");
    assertThat(file.bytes()).startsWith(0x1F, 0x8B);
    Volume mask = Nifti.read(new ByteArrayInputStream(file.bytes()), VolumeFileLimits.STANDARD);
    assertThat(mask.size()).isEqualTo(flat.size());
    assertThat(mask.at(24, 16, 0)).isEqualTo((short) 1);
    for (short voxel : mask.voxels()) {
      assertThat(voxel).isBetween((short) 0, (short) 1);
    }
  }

  @Test
  void scriptsSendFormsOfEveryKindAndNone() throws Exception {
    String path = SOLID + "?image=" + series;
    String params = ClientCalls.clicks(Phantoms.INSIDE);
    String encoded = "params=" + URLEncoder.encode(params, StandardCharsets.UTF_8);
    Mask expected = ClientCalls.mask(post(path, RawForm.python().params(params)));
    assertThat(expected.get(24, 16, 10)).isTrue();

    RawAnswer form = calls.http().send("POST", path, "application/x-www-form-urlencoded", encoded);
    assertThat(ClientCalls.mask(form).sameVoxels(expected)).isTrue();
    RawAnswer json = calls.http().send("POST", path, "application/json", params);
    assertThat(ClientCalls.mask(json).sameVoxels(expected)).isTrue();
    for (String type :
        List.of(
            "application/x-www-form-urlencoded",
            "application/json",
            "multipart/form-data; boundary=abc",
            "text/plain")) {
      assertThat(ClientCalls.mask(calls.http().send("POST", path, type, "")).isEmpty())
          .as(type)
          .isTrue();
    }
    RawAnswer nothing = calls.http().send("POST", path, List.of(), new byte[0]);
    assertThat(ClientCalls.mask(nothing).isEmpty()).isTrue();
  }

  @Test
  void withoutAnImageOrWithAnOddOutputThereIsAnErrorWithDetail() throws Exception {
    RawForm click = RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE));
    calls.error(post(SOLID, click), 400);
    JsonNode error = calls.error(post(SOLID + "?output=bogus&image=" + series, click), 422);
    assertThat(error.path("detail").path(0).path("loc").toString())
        .isEqualTo("[\"query\",\"output\"]");
    calls.error(post("/infer/nope?image=" + series, click), 404);
    calls.error(post(SOLID + "?session_id=nope", click), 404);
  }

  @Test
  void anUnknownSessionFallsBackToTheImage() throws Exception {
    RawForm click = RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE));
    Mask mask = ClientCalls.mask(post(SOLID + "?session_id=nope&image=" + series, click));
    assertThat(mask.get(24, 16, 10)).isTrue();
  }

  @Test
  void theAnswerIsWhatOutputSays() throws Exception {
    String path = SOLID + "?image=" + series + "&output=";
    RawForm click = RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE));
    JsonNode told = calls.good(post(path + "json", click));
    assertThat(told.path("latencies").path("total").asDouble()).isPositive();
    Mask mask = ClientCalls.mask(post(path + "all", click));

    calls.error(post(path + "dicom_seg", click), 404);
    String info = "\"label_info\":[{\"name\":\"spleen\"}]}";
    String named = ClientCalls.clicks(Phantoms.INSIDE).replaceFirst("}$", "," + info);
    RawAnswer seg = post(path + "dicom_seg", RawForm.python().params(named));
    assertThat(seg.status()).as(seg.text()).isEqualTo(200);
    assertThat(seg.header("Content-Type")).contains("application/dicom");
    var segments =
        new SegReader(SegReadOptions.standard())
            .read(
                DicomReader.read(seg.body(), DicomLimits.standard()),
                SourceGrid.ofPositions(Phantoms.straight().geometry()))
            .segments();
    assertThat(segments).hasSize(1);
    assertThat(segments.get(0).mask().sameVoxels(mask)).isTrue();
    assertThat(segments.get(0).label()).isEqualTo("Spleen");
  }

  @Test
  void partsInAnyOrderAndAnAcceptThatDoesNotFitAreTaken() throws Exception {
    byte[] image = Phantoms.niftiGz(Phantoms.oblique());
    String params = ClientCalls.clicks(Phantoms.INSIDE);
    Mask one =
        ClientCalls.mask(
            post(SOLID, RawForm.python().params(params).file("file", "q.nii.gz", image)));
    Mask other =
        ClientCalls.mask(
            post(SOLID, RawForm.python().file("file", "q.nii.gz", image).params(params)));
    assertThat(other.sameVoxels(one)).isTrue();

    RawForm form = wanting(".nrrd", "uint8", true);
    RawAnswer octets =
        calls
            .http()
            .send(
                "POST",
                SOLID + "?output=image&image=" + series,
                form,
                "Accept: application/json, multipart/form-data");
    assertThat(octets.status()).isEqualTo(200);
    assertThat(octets.header("Content-Type")).contains("application/octet-stream");
    assertThat(NrrdFile.of(octets.body()).field("encoding")).isEqualTo("gzip");
  }
}
