package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.TestFolders;
import io.deepgrow.app.upload.PlayedDisk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The room that uploads take on disk, and that what is refused takes none. */
@QuarkusTest
@TestProfile(UploadRoomIT.Narrow.class)
@WithTestResource(TestDatabase.class)
class UploadRoomIT {

  private static final int ROOM = 1_000_000;

  /** Room for one volume, on a disk that the test fills. */
  public static class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web",
          "deepgrow.uploads.dir", TestFolders.create("narrow").toString(),
          "deepgrow.uploads.max-total-bytes", Integer.toString(ROOM),
          "quarkus.http.test-port", "0");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(PlayedDisk.class);
    }
  }

  @Inject PlayedDisk disk;
  @Inject DataSource database;

  private final ClientCalls calls = new ClientCalls();

  @AfterEach
  void empty() {
    disk.free(Long.MAX_VALUE);
  }

  private static byte[] zip(Iterable<byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      int number = 0;
      for (byte[] file : files) {
        zip.putNextEntry(new ZipEntry("slice-" + number++));
        zip.write(file);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private RawAnswer send(String name, byte[] content) throws IOException {
    return calls
        .http()
        .send("PUT", "/session/?expiry=600", RawForm.python().file("image", name, content));
  }

  private static Set<String> onDisk() throws IOException {
    Path folder =
        Path.of(ConfigProvider.getConfig().getValue("deepgrow.uploads.dir", String.class));
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(Path::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private long number(String sql) throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aZipCountsWithWhatItUnpacksTo() throws Exception {
    List<byte[]> slices = Phantoms.sliceFiles(77);
    long unpacked = slices.stream().mapToLong(s -> s.length).sum();
    byte[] packed = zip(slices);
    assertThat((long) packed.length).isLessThan(unpacked / 2);
    long before = number("select coalesce(sum(bytes), 0) from uploaded_volume");

    String session = calls.good(send("a.zip", packed)).path("session_id").asText();

    assertThat(number("select sum(bytes) from uploaded_volume")).isEqualTo(before + unpacked);
    // the packed file alone would fit beside what is there
    byte[] second = zip(List.of(new byte[ROOM - (int) unpacked + 1]));
    assertThat(before + unpacked + second.length).isLessThan(ROOM);
    Set<String> files = onDisk();
    JsonNode refused = calls.error(send("b.zip", second), 507);
    assertThat(refused.path("code").asText()).isEqualTo("upload.full");
    assertThat(onDisk()).isEqualTo(files);
    calls.good(calls.http().send("DELETE", "/session/" + session, List.of(), new byte[0]));
    assertThat(number("select coalesce(sum(bytes), 0) from uploaded_volume")).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoImageIsNotLeftOnDisk() throws Exception {
    Set<String> files = onDisk();
    long rows = number("select count(*) from uploaded_volume");
    byte[] text = "no image at all".repeat(100).getBytes(StandardCharsets.US_ASCII);
    byte[] gzip = text.clone();
    gzip[0] = 0x1f;
    gzip[1] = (byte) 0x8b;
    byte[] dicom = text.clone();
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
    byte[] cut = Phantoms.nifti(Phantoms.straight());
    Map<String, byte[]> all =
        Map.of(
            "a.txt", text,
            "a.nii", text,
            "a.nii.gz", gzip,
            "a.nrrd", text,
            "a.mha", text,
            "a.dcm", dicom,
            "cut.nii", Arrays.copyOf(cut, 2000),
            "a.zip", zip(List.of(text, text)),
            "empty.zip", zip(List.of()),
            "empty.nii", new byte[0]);
    for (Map.Entry<String, byte[]> file : all.entrySet()) {
      RawAnswer refused = send(file.getKey(), file.getValue());

      assertThat(refused.status()).as(file.getKey() + ": " + refused.text()).isBetween(400, 499);
      assertThat(calls.json(refused).path("code").asText()).as(file.getKey()).isNotEmpty();
      assertThat(onDisk()).as(file.getKey()).isEqualTo(files);
      assertThat(number("select count(*) from uploaded_volume")).as(file.getKey()).isEqualTo(rows);
    }
  }

  @Test
  void aFullDiskIsToldInWordsAndLeavesNothing() throws Exception {
    byte[] good = Phantoms.niftiGz(Phantoms.oblique());
    Set<String> files = onDisk();
    disk.free(50L << 20);

    JsonNode refused = calls.error(send("a.nii.gz", good), 507);

    assertThat(refused.path("code").asText()).isEqualTo("service.storage_full");
    assertThat(refused.path("detail").asText()).contains("disk of the service is full");
    assertThat(onDisk()).isEqualTo(files);
    disk.free(Long.MAX_VALUE);
    String session = calls.good(send("a.nii.gz", good)).path("session_id").asText();
    calls.good(calls.http().send("DELETE", "/session/" + session, List.of(), new byte[0]));
  }

  @Test
  void aDiskThatIsFullWhenAZipIsUnpackedLeavesNothingEither() throws Exception {
    Set<String> files = onDisk();
    byte[] packed = zip(Phantoms.sliceFiles(78));
    disk.free(79L << 20);

    calls.error(send("a.zip", packed), 507);

    assertThat(onDisk()).isEqualTo(files);
  }
}
