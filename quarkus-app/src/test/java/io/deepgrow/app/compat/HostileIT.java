package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that lie: each gets an error that the clients show, and nothing is left behind. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class HostileIT {

  private static final String CLICK = ClientCalls.clicks(Phantoms.INSIDE);

  private final ClientCalls calls = new ClientCalls();

  @AfterEach
  void nothingIsLeft() throws IOException {
    Path coming = ClientsProfile.uploads().resolve("coming");
    if (Files.exists(coming)) {
      try (Stream<Path> files = Files.list(coming)) {
        assertThat(files).isEmpty();
      }
    }
  }

  /** The three ways that an image comes in. */
  private void refused(String name, byte[] file, int... statuses) throws IOException {
    for (String[] way :
        new String[][] {
          {"PUT", "/session/", "files"},
          {"PUT", "/datastore/?image=hostile", "file"},
          {"POST", "/infer/deepgrow_3d", "file"},
          {"POST", "/v1/inference?model=deepgrow_3d", "datapoint"}
        }) {
      RawForm form = RawForm.python().params(CLICK).file(way[2], name, file);
      RawAnswer answer = calls.http().send(way[0], way[1], form);
      assertThat(Arrays.stream(statuses).boxed()).as(answer.text()).contains(answer.status());
      calls.error(answer, answer.status());
      assertThat(answer.text()).doesNotContain("Exception", "/tmp", "root:");
    }
    calls.error(calls.http().get("/datastore/image?image=hostile"), 404);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A good file with two bytes of its header overwritten. */
  private static byte[] nifti(int at, int value) throws IOException {
    byte[] file = Phantoms.nifti(Phantoms.straight());
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    return file;
  }

  @Test
  void bombsGoOffNowhere() throws IOException {
    byte[] zeros = new byte[60_000_000];
    refused("a.zip", zip(Map.of("1.dcm", zeros)), 413);
    refused("a.nii.gz", gzip(zeros), 422);
    byte[] endless = Arrays.copyOf(nifti(46, 32_000), 352);
    refused("a.nii.gz", gzip(endless), 413, 422);
  }

  @Test
  void headersThatLieAreFoundOut() throws IOException {
    // three dimensions of 32000, none, a negative one; an unknown type; too few voxels
    for (byte[] lie :
        List.of(
            nifti(42, 32_000),
            nifti(42, 0),
            nifti(42, -5),
            nifti(40, 99),
            nifti(70, 1234),
            Arrays.copyOf(nifti(70, 4), 5000),
            Arrays.copyOf(nifti(70, 4), 100))) {
      refused("a.nii", lie, 422);
      refused("a.nii.gz", gzip(lie), 422);
    }
    byte[] whole = Phantoms.niftiGz(Phantoms.straight());
    refused("a.nii.gz", Arrays.copyOf(whole, whole.length / 2), 422);
    refused("a.nii.gz", new byte[0], 422);
    refused("a.exe", text("MZ this is no image"), 422);
  }

  @Test
  void filesThatNameOtherFilesAreNotFollowed() throws IOException {
    String nrrd =
        """
        NRRD0004
        type: short
        dimension: 3
        space: LPS
        sizes: 2 2 2
        encoding: raw
        endian: little
        space directions: (1,0,0) (0,1,0) (0,0,1)
        """;
    refused("a.nrrd", text(nrrd + "data file: /etc/passwd\n\n"), 422);
    refused("a.nrrd", text(nrrd + "byte skip: -1\n\n12345678"), 422);
    refused("a.nrrd", text(nrrd.replace("2 2 2", "2 2 2000000000") + "\n12345678"), 422);
    String mha =
        """
        ObjectType = Image
        NDims = 3
        DimSize = 2 2 2
        ElementType = MET_SHORT
        ElementDataFile = /etc/passwd
        """;
    refused("a.mha", text(mha), 422);
    refused("a.zip", zip(Map.of("../../etc/passwd", text("root:"), "/etc/x", text("y"))), 422);
    refused("a.zip", text("PK\u0003\u0004 and then nothing"), 422);
    refused("a.dcm", Arrays.copyOf(Phantoms.sliceFiles(1).get(0), 600), 422);
  }

  @Test
  void bodiesThatAreNoFormsAreRefused() throws IOException {
    String path = "/infer/deepgrow_3d?image=x";
    String multipart = "multipart/form-data; boundary=b";
    for (String[] sent :
        new String[][] {
          {"multipart/form-data", "--b\r\n"},
          {multipart, "no part at all"},
          {multipart, "--b\r\nContent-Disposition: form-data; name=\"params\"\r\n\r\n{}"},
          {multipart, "--b\r\nthis is no header\r\n\r\n{}\r\n--b--\r\n"},
          {"application/json", "{\"foreground\":"},
          {"application/json", "[".repeat(5000)},
          {"application/x-www-form-urlencoded", "params=%ZZ"},
          {"application/x-www-form-urlencoded", "params=" + "1".repeat(300)}
        }) {
      RawAnswer answer = calls.http().send("POST", path, sent[0], sent[1]);
      calls.error(answer, 400);
    }
    RawForm many = RawForm.python();
    for (int n = 0; n < 200; n++) {
      many.field("f" + n, "x");
    }
    calls.error(calls.http().send("POST", path, many), 400);
    RawForm large = RawForm.python().params("{\"x\":\"" + "y".repeat(5 << 20) + "\"}");
    calls.error(calls.http().send("POST", path, large), 413);
  }

  @Test
  void parametersThatCannotBeAreNamed() throws IOException {
    String session = calls.session(Phantoms.niftiGz(Phantoms.straight()));
    for (String path :
        List.of(
            "/infer/deepgrow_3d?session_id=" + session,
            "/v1/deepgrow?model=deepgrow_3d&session_id=" + session)) {
      for (String params :
          List.of("{\"result_extension\":\".exe\"}", "{\"result_dtype\":\"float32\"}")) {
        calls.error(calls.http().send("POST", path, "application/json", params), 422);
      }
      for (String params :
          List.of(
              "{\"foreground\":[[1,2,\"x\"]]}",
              "{\"foreground\":[[1e300,2,3]]}",
              "{\"foreground\":[" + "[1,2,3],".repeat(10_001) + "[1,2,3]]}",
              "{\"foreground\":{}}",
              "{\"current_point\":\"nonsense\"}")) {
        calls.error(calls.http().send("POST", path, "application/json", params), 400);
      }
    }
    for (String expiry : List.of("-5", "abc", "1e99", "99999999999999999999")) {
      assertThat(calls.session("?expiry=" + expiry, Phantoms.niftiGz(Phantoms.straight())))
          .isNotEmpty();
    }
  }

  @Test
  void namesThatArePathsNameNothing() throws IOException {
    for (String path :
        List.of(
            "/datastore/image?image=..%2F..%2Fetc%2Fpasswd",
            "/datastore/image?image=%2Fetc%2Fpasswd",
            "/datastore/label?label=..%2F..%2Fetc&tag=..%2Fpasswd",
            "/session/..%2F..%2Fetc",
            "/session/%00")) {
      RawAnswer answer = calls.http().get(path);
      assertThat(answer.status()).as(path).isIn(400, 404);
      assertThat(answer.text()).doesNotContain("root:");
    }
    RawForm image =
        RawForm.python().file("file", "q.nii.gz", Phantoms.niftiGz(Phantoms.straight()));
    for (String id : List.of("a%2Fb", "..%5Cb", "%22", "a%0Ab", "x".repeat(300))) {
      calls.error(calls.http().send("PUT", "/datastore/?image=" + id, image), 422);
    }
    calls.good(calls.http().send("PUT", "/datastore/?image=tagged", image));
    RawForm label = RawForm.python().params("{}").file("label", "../l.bin", filled(48 * 40 * 20));
    calls.good(
        calls.http().send("PUT", "/datastore/label?image=tagged&tag=..%2F..%2Ftricky", label));
    assertThat(ClientsProfile.uploads().resolve("../tricky")).doesNotExist();
    calls.good(calls.http().send("DELETE", "/datastore/?id=tagged", List.of(), new byte[0]));
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }
}
