package io.deepgrow.app.compat.monailabel.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.ClientCalls;
import io.deepgrow.app.compat.ClientsProfile;
import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Images and labels: contract tests 34 to 36, and what is built on both. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class DatastoreIT {

  private static final String LABEL_INFO = "{\"label_info\":[{\"name\":\"spleen\",\"idx\":1}]}";

  private final ClientCalls calls = new ClientCalls();

  private RawAnswer send(String method, String path) throws Exception {
    return calls.http().send(method, path, List.of(), new byte[0]);
  }

  private void add(String id, byte[] image) throws Exception {
    RawForm form = RawForm.python().params("{}").file("file", "C:\\x\\q.nii.gz", image);
    assertThat(calls.good(calls.http().send("PUT", "/datastore/?image=" + id, form)))
        .hasToString("{\"image\":\"" + id + "\"}");
  }

  private RawAnswer save(String query, String fileName, byte[] label) throws Exception {
    RawForm form = RawForm.python().params(LABEL_INFO).file("label", fileName, label);
    return calls.http().send("PUT", "/datastore/label?image=" + query, form);
  }

  private Mask label(String query) throws Exception {
    RawAnswer answer = calls.http().get("/datastore/label?label=" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Phantoms.nrrdMask(answer.body());
  }

  /** A block of ones, with so many bytes to a voxel. */
  private static byte[] block(int voxelBytes, int fromK, int toK) {
    byte[] bytes = new byte[48 * 40 * 20 * voxelBytes];
    Mask mask = mask(fromK, toK);
    for (int v = 0; v < 48 * 40 * 20; v++) {
      bytes[v * voxelBytes] = (byte) (mask.get(v) ? 1 : 0);
    }
    return bytes;
  }

  private static Mask mask(int fromK, int toK) {
    Mask mask = Mask.empty(Phantoms.straight().geometry());
    VoxelBox box = new VoxelBox(new VoxelIndex(10, 5, fromK), new VoxelIndex(20, 9, toK));
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        for (int i = box.start().i(); i < box.end().i(); i++) {
          mask.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    return mask;
  }

  @Test
  void bareLabelsOfOneAndOfTwoBytesAreTheSameSegOfThePacs() throws Exception {
    String series = calls.store(Phantoms.slices(91));
    JsonNode saved = calls.good(save(series, "label.bin", block(1, 3, 7)));
    assertThat(saved.path("image").asText()).isEqualTo(series);
    assertThat(saved.path("label").asText()).isEqualTo(series);
    assertThat(label(series + "&tag=final").sameVoxels(mask(3, 7))).isTrue();
    calls.good(save(series + "&tag=wide", "label.bin", block(2, 3, 7)));
    assertThat(label(series + "&tag=wide").sameVoxels(mask(3, 7))).isTrue();
    calls.error(save(series, "label.bin", block(3, 3, 7)), 400);
    calls.error(save(series, "label.bin", new byte[] {1}), 400);

    JsonNode objects = calls.good(calls.http().get("/datastore/?output=all")).path("objects");
    assertThat(objects.path(series).path("labels").has("final")).isTrue();
    assertThat(objects.path(series).path("labels").has("wide")).isTrue();
  }

  @Test
  void anImageComesBackAsItWasSent() throws Exception {
    byte[] image = Phantoms.niftiGz(Phantoms.oblique());
    add("case-1", image);

    RawAnswer answer = calls.http().get("/datastore/image?image=case-1");
    assertThat(answer.body()).isEqualTo(image);
    assertThat(answer.header("Content-Disposition"))
        .contains("attachment; filename=\"case-1.nii.gz\"");
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    for (String query : List.of("", "&check_sum=SHA256:" + sum, "&check_sum=" + sum)) {
      RawAnswer head = send("HEAD", "/datastore/image?image=case-1" + query);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
    assertThat(send("HEAD", "/datastore/image?image=case-1&check_sum=00").status()).isEqualTo(404);
    calls.error(calls.http().get("/datastore/image?image=nowhere"), 404);

    calls.good(send("DELETE", "/datastore/image?id=case-1"));
    calls.error(calls.http().get("/datastore/image?image=case-1"), 404);
  }

  @Test
  void aLabelIsSavedFoundDescribedAndForgotten() throws Exception {
    add("case-2", Phantoms.niftiGz(Phantoms.straight()));
    calls.error(save("nowhere", "l.nii.gz", new byte[] {1}), 404);
    RawForm without = RawForm.python().params("{}");
    calls.error(calls.http().send("PUT", "/datastore/label?image=case-2", without), 422);
    calls.good(save("case-2", "label.bin", block(1, 3, 7)));

    RawAnswer file = calls.http().get("/datastore/label?label=case-2&tag=final");
    assertThat(file.header("Content-Disposition").orElseThrow()).endsWith(".seg.nrrd\"");
    assertThat(file.text()).contains("Segment0_Name:=Spleen");
    assertThat(send("HEAD", "/datastore/label?image=case-2&tag=final").status()).isEqualTo(200);
    String info = "info=" + URLEncoder.encode("{\"status\":\"approved\"}", StandardCharsets.UTF_8);
    calls.good(
        calls
            .http()
            .send(
                "PUT",
                "/datastore/label/info?label=case-2&tag=final",
                "application/x-www-form-urlencoded",
                info));
    JsonNode kept = calls.good(calls.http().get("/datastore/label/info?label=case-2&tag=final"));
    assertThat(kept.path("status").asText()).isEqualTo("approved");

    calls.good(send("DELETE", "/datastore/label?id=case-2&tag=final"));
    calls.error(calls.http().get("/datastore/label?label=case-2&tag=final"), 404);
    calls.good(send("DELETE", "/datastore/?id=case-2"));
  }

  @Test
  void somethingIsKeptWithAnImage() throws Exception {
    add("case-3", Phantoms.niftiGz(Phantoms.straight()));
    String path = "/datastore/image/info?image=case-3";
    String form = "application/x-www-form-urlencoded";
    assertThat(calls.good(calls.http().get(path))).isEmpty();
    calls.good(calls.http().send("PUT", path, form, "info=%7B%22a%22%3A1%7D"));
    calls.good(calls.http().send("PUT", path, form, "info=%7B%22b%22%3A2%7D"));
    assertThat(calls.good(calls.http().get(path))).hasToString("{\"a\":1,\"b\":2}");
    calls.error(calls.http().send("PUT", path, form, "info=%7Bbroken"), 400);
    calls.error(calls.http().get("/datastore/image/info?image=nowhere"), 404);
    JsonNode all = calls.good(calls.http().get("/datastore/?output=all"));
    assertThat(all.path("objects").path("case-3").path("image").path("info").path("b").asInt())
        .isEqualTo(2);
    calls.good(send("DELETE", "/datastore/?id=case-3"));
    add("case-3", Phantoms.niftiGz(Phantoms.straight()));
    assertThat(calls.good(calls.http().get(path))).isEmpty();
    calls.good(send("DELETE", "/datastore/?id=case-3"));
  }

  @Test
  void aBatchIsRunOverImagesAndItsLabelsAreScored() throws Exception {
    add("batch-1", Phantoms.niftiGz(Phantoms.straight()));
    add("batch-2", Phantoms.niftiGz(Phantoms.oblique()));
    calls.error(send("POST", "/batch/infer/nope"), 404);
    calls.error(send("POST", "/batch/infer/deepgrow_3d"), 422);
    calls.error(send("POST", "/batch/infer/deepgrow_3d?images=odd"), 422);
    String clicks =
        "{\"label\":\"spleen\",\"clicks\":{\"batch-1\":" + ClientCalls.clicks("[24,16,10]") + "}}";
    JsonNode task =
        calls.good(
            calls
                .http()
                .send(
                    "POST",
                    "/batch/infer/deepgrow_3d?images=unlabeled&run_sync=true",
                    "application/json",
                    clicks));
    assertThat(task.path("status").asText()).isEqualTo("DONE");
    assertThat(task.path("details").toString())
        .contains("batch-1: ", " voxels", "batch-2: no label");
    assertThat(calls.good(calls.http().get("/batch/infer")).path("id")).isEqualTo(task.path("id"));
    Mask original = label("batch-1&tag=original");
    assertThat(original.get(24, 16, 10)).isTrue();

    calls.error(send("POST", "/scoring/nope"), 404);
    calls.good(save("batch-1", "label.seg.nrrd", labelFile("batch-1&tag=original")));
    JsonNode same = calls.good(send("POST", "/scoring/dice?run_sync=true"));
    assertThat(same.path("status").asText()).isEqualTo("DONE");
    JsonNode info = calls.good(calls.http().get("/datastore/image/info?image=batch-1"));
    assertThat(info.path("dice").asDouble()).isEqualTo(1);
    calls.good(save("batch-1", "label.bin", block(1, 3, 7)));
    calls.good(send("POST", "/scoring/?run_sync=true"));
    info = calls.good(calls.http().get("/datastore/image/info?image=batch-1"));
    assertThat(info.path("dice").asDouble()).isLessThan(1);
    assertThat(calls.good(calls.http().get("/scoring/")).path("details")).isNotEmpty();
    assertThat(calls.good(send("DELETE", "/scoring/"))).isEmpty();
    calls.good(send("DELETE", "/datastore/?id=batch-1"));
    calls.good(send("DELETE", "/datastore/?id=batch-2"));
  }

  private byte[] labelFile(String query) throws Exception {
    return calls.http().get("/datastore/label?label=" + query).body();
  }

  @Test
  void theDatasetIsAZipOfWhatIsLabelled() throws Exception {
    byte[] image = Phantoms.niftiGz(Phantoms.straight());
    add("set-1", image);
    calls.good(save("set-1", "label.bin", block(1, 3, 7)));
    RawAnswer answer = calls.http().get("/datastore/dataset");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).contains(Integer.toString(answer.body().length));
    TreeSet<String> names = new TreeSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("image/set-1.nii.gz")) {
          assertThat(zip.readAllBytes()).isEqualTo(image);
        }
      }
    }
    assertThat(names).contains("image/set-1.nii.gz", "label/set-1.seg.nrrd", "metadata.json");
    calls.good(send("DELETE", "/datastore/?id=set-1"));
  }

  @Test
  void theNextImageIsOneWithoutALabel() throws Exception {
    add("a-next", Phantoms.niftiGz(Phantoms.straight()));
    JsonNode next = calls.good(send("POST", "/activelearning/first"));
    assertThat(next.path("id").asText()).isNotBlank();
    assertThat(next.path("path").asText()).doesNotContain("/");
    calls.error(send("POST", "/activelearning/soothsaying"), 404);
    JsonNode stats = calls.good(calls.http().get("/datastore/"));
    assertThat(stats.path("total").asInt()).isPositive();
    calls.error(calls.http().get("/datastore/?output=odd"), 422);
    assertThat(calls.good(calls.http().get("/datastore/?output=train")).isArray()).isTrue();
    calls.good(send("DELETE", "/datastore/?id=a-next"));
  }
}
