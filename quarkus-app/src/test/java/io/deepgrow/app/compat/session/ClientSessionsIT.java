package io.deepgrow.app.compat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.grid.Volume;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sessions of both protocols: contract tests 4 to 10, and 15 for one that expired. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class ClientSessionsIT {

  private static final long LONGEST_SECONDS = 4 * 3600;

  private final ClientCalls calls = new ClientCalls();

  private Volume image(String session) throws Exception {
    RawAnswer file = calls.http().get("/session/" + session + "?image=true");
    assertThat(file.status()).as(file.text()).isEqualTo(200);
    return Nifti.read(new ByteArrayInputStream(file.body()), VolumeFileLimits.STANDARD);
  }

  @Test
  void anUploadOpensASession() throws Exception {
    String session = calls.session("?expiry=0", Phantoms.niftiGz(Phantoms.oblique()));
    assertThat(session).matches("[A-Za-z0-9-]+");
    JsonNode info = calls.good(calls.http().get("/session/" + session));
    for (String field : List.of("name", "path", "image")) {
      assertThat(info.path(field).asText()).isNotBlank().doesNotContain("/");
    }
    assertThat(info.path("meta").isObject()).isTrue();
    assertThat(info.path("expiry").asLong()).isEqualTo(LONGEST_SECONDS);
    assertThat(info.path("create_ts").asLong()).isPositive();
    assertThat(image(session).voxels()).isEqualTo(Phantoms.oblique().voxels());
  }

  @Test
  void theCppClientGetsItsAnswerInHttp10() throws Exception {
    RawAnswer answer =
        calls
            .http()
            .asHttp10()
            .send(
                "PUT",
                "/session/",
                RawForm.quoted()
                    .params("{}")
                    .file("image", "image.nii.gz", Phantoms.niftiGz(Phantoms.straight())));
    assertThat(calls.good(answer).path("session_id").asText()).isNotEmpty();
    assertThat(answer.header("Transfer-Encoding")).isEmpty();
    assertThat(answer.header("Content-Length")).contains(Integer.toString(answer.body().length));
  }

  @Test
  void threeHundredSlicesInAnyOrderAreSortedByPosition() throws Exception {
    List<DicomFile> slices = new ArrayList<>(Phantoms.ramp(300));
    Collections.shuffle(slices, new Random(1));
    RawForm form = RawForm.python();
    for (int n = 0; n < slices.size(); n++) {
      form.file("image" + n, "image" + n, DicomWriter.bytes(slices.get(n)));
    }
    JsonNode opened =
        calls.good(
            calls.http().send("PUT", "/session/?expiry=0&save_as=.nii", form.params("null")));

    Volume volume = image(opened.path("session_id").asText());
    assertThat(volume.size().k()).isEqualTo(300);
    for (int k = 0; k < 300; k++) {
      assertThat(volume.at(3, 3, k)).as("slice %d", k).isEqualTo((short) (k + 1));
    }
  }

  @Test
  void aSeriesOfThePacsOpensOneAndNoOtherHostIsCalled() throws Exception {
    List<DicomFile> slices = Phantoms.slices(71);
    String series = calls.store(slices);
    String study = ClientCalls.uid(slices, Tag.STUDY_INSTANCE_UID);
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JsonNode opened = calls.good(ask(stranger.getLocalPort(), study, series));
      assertThat(image(opened.path("session_id").asText()).voxels())
          .isEqualTo(Phantoms.straight().voxels());
      calls.error(ask(stranger.getLocalPort(), "1.2.3", "1.2.3.4"), 404);
      calls.error(ask(stranger.getLocalPort(), "", "1.2.3.4"), 404);
      calls.error(ask(stranger.getLocalPort(), "", "../../etc"), 400);
      stranger.setSoTimeout(300);
      assertThatThrownBy(stranger::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private RawAnswer ask(int port, String study, String series) throws Exception {
    return calls
        .http()
        .send(
            "PUT",
            "/session/?expiry=0&save_as=.nii",
            "application/json",
            String.format(
                "{\"dicom\":{\"server_address\":\"127.0.0.1\",\"server_port\":%d,"
                    + "\"ae_title\":\"X\",\"query_level\":\"SERIES\",\"patient_id\":\"P7\","
                    + "\"study_uid\":\"%s\",\"series_uid\":\"%s\"}}",
                port, study, series));
  }

  @Test
  void monaiLabelSendsSeveralFilesAndItsClientId() throws Exception {
    RawForm form = RawForm.python().field("client_id", "user-xyz");
    List<byte[]> slices = Phantoms.sliceFiles(72);
    form.file("files", "/home/me/1.dcm", slices.get(3)).file("files", "2.dcm", slices.get(4));
    JsonNode info =
        calls
            .good(calls.http().send("PUT", "/session/?expiry=99999999", form))
            .path("session_info");
    assertThat(info.path("expiry").asLong()).isBetween(1L, LONGEST_SECONDS);

    RawForm none = RawForm.python().field("client_id", "user-xyz");
    JsonNode error = calls.error(calls.http().send("PUT", "/session/", none), 422);
    assertThat(error.path("detail").path(0).path("loc").path(1).asText()).isEqualTo("files");
  }

  @Test
  void aSessionExpiresUnlessItIsUsed() throws Exception {
    String idle = calls.session("?expiry=3", Phantoms.niftiGz(Phantoms.straight()));
    String used = calls.session("?expiry=600", Phantoms.niftiGz(Phantoms.oblique()));
    long opened = lastUse(used, "");
    for (int poll = 0; poll < 600 && calls.http().get("/session/" + idle).status() == 200; poll++) {
      Thread.sleep(100);
    }

    assertThat(lastUse(used, "")).isEqualTo(opened);
    assertThat(lastUse(used, "?update_ts=true")).isGreaterThan(opened);
    assertThat(lastUse(used, "")).isGreaterThan(opened);
    calls.error(calls.http().get("/session/" + idle), 404);
    RawForm click = RawForm.python().params(ClientCalls.clicks(Phantoms.INSIDE));
    calls.error(
        calls.http().send("POST", "/v1/inference?model=deepgrow_3d&session_id=" + idle, click),
        440);
    calls.error(calls.http().send("POST", "/infer/deepgrow_3d?session_id=" + idle, click), 404);
  }

  /** Second from which the expiry counts. */
  private long lastUse(String session, String query) throws Exception {
    return calls
        .good(calls.http().get("/session/" + session + query))
        .path("last_access_ts")
        .asLong();
  }

  @Test
  void aDeletedSessionIsGone() throws Exception {
    String session = calls.session(Phantoms.niftiGz(Phantoms.straight()));
    RawAnswer deleted = calls.http().send("DELETE", "/session/" + session, List.of(), new byte[0]);
    assertThat(calls.good(deleted).path("name").asText()).isEqualTo(session);
    calls.error(calls.http().send("DELETE", "/session/" + session, List.of(), new byte[0]), 404);
    calls.error(calls.http().get("/session/" + session), 404);
    calls.error(calls.http().get("/session/nonsense"), 404);
  }
}
