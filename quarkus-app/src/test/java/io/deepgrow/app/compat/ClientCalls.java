package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.StoreOutcome;
import io.deepgrow.volume.mask.Mask;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Calls that tests of many clients make, over bare sockets. */
public final class ClientCalls {

  private final ObjectMapper json = new ObjectMapper();

  /** Of the service that runs for the tests. */
  public RawHttp http() {
    return RawHttp.to(RestAssured.port);
  }

  public JsonNode json(RawAnswer answer) throws IOException {
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
    return json.readTree(answer.body());
  }

  /** The JSON of an answer that must be good. */
  public JsonNode good(RawAnswer answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  /** The error of an answer, as both protocols' clients read it. */
  public JsonNode error(RawAnswer answer, int status) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    JsonNode error = json(answer);
    assertThat(error.path("success").asBoolean(true)).isFalse();
    assertThat(error.path("error").path("message").path(0).asText()).isNotBlank();
    if (status == 422) {
      assertThat(error.path("detail").path(0).path("loc").isArray()).isTrue();
      assertThat(error.path("detail").path(0).path("msg").asText()).isNotBlank();
      assertThat(error.path("detail").path(0).path("type").asText()).isNotBlank();
    } else {
      assertThat(error.path("detail").asText()).isNotBlank();
    }
    return error;
  }

  /** Opens a session on a file. */
  public String session(byte[] niftiGz) throws IOException {
    return session("", niftiGz);
  }

  public String session(String query, byte[] niftiGz) throws IOException {
    JsonNode opened =
        good(
            http()
                .send(
                    "PUT",
                    "/session/" + query,
                    RawForm.python().file("image", "C:\\data\\q1.nii.gz", niftiGz)));
    assertThat(opened.path("session_id").asText()).isNotEmpty();
    return opened.path("session_id").asText();
  }

  /** The params of one click, or of some. */
  public static String clicks(String... foreground) {
    return "{\"foreground\":[" + String.join(",", foreground) + "],\"background\":[]}";
  }

  /** As {@link #clicks}, and what kind of file is wanted. */
  public static String clicks(String foreground, String extension, String type, boolean compress) {
    return String.format(
        "{\"foreground\":[%s],\"background\":[],\"result_extension\":\"%s\","
            + "\"result_dtype\":\"%s\",\"result_compress\":%s}",
        foreground, extension, type, compress);
  }

  /** The mask in a multipart answer of NIfTI. */
  public static Mask mask(RawAnswer answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Phantoms.niftiMask(answer.parts().get(1).bytes());
  }

  /** Puts slices into the PACS; their Series Instance UID. */
  public String store(List<DicomFile> slices) throws IOException {
    DicomWebClient pacs =
        new DicomWebClient(
            DicomWebConfig.of(URI.create("http://127.0.0.1:" + RestAssured.port + "/dicom-web")));
    String series = uid(slices, Tag.SERIES_INSTANCE_UID);
    for (DicomFile slice : slices) {
      assertThat(
              pacs.store(
                  new StudyUid(uid(slices, Tag.STUDY_INSTANCE_UID)),
                  new SeriesUid(series),
                  slice.sopInstanceUid(),
                  DicomWriter.bytes(slice)))
          .isInstanceOf(StoreOutcome.Stored.class);
    }
    return series;
  }

  public static String uid(List<DicomFile> slices, int tag) {
    return slices.get(0).dataSet().string(tag).orElseThrow();
  }
}
