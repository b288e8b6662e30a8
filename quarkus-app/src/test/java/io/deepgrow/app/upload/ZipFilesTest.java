package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ZIPs from anybody. */
class ZipFilesTest {

  @TempDir private Path root;

  private ZipFiles zips(long maxBytes, int maxFiles) {
    TestUploads config = new TestUploads(root, maxBytes, maxBytes, maxFiles);
    return new ZipFiles(new UploadFolder(config, new DiskSpace()), config);
  }

  private Path zip(byte[] content, String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
      }
    }
    return Files.write(root.resolve("a.zip"), out.toByteArray());
  }

  private long staged() throws IOException {
    Path coming = root.resolve("coming");
    if (!Files.exists(coming)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(coming)) {
      return files.count();
    }
  }

  private void refused(ZipFiles zips, Path zip, ErrorCode code) throws IOException {
    assertThatThrownBy(() -> zips.unpack(zip))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(staged()).isZero();
  }

  @Test
  void filesComeOutUnderNamesOfOurs() throws IOException {
    byte[] content = {1, 2, 3};
    List<Path> files =
        zips(1000, 10)
            .unpack(zip(content, "a/b/1.dcm", "../../etc/passwd", "/root/x", "C:\\x\\y", "sub/"));
    assertThat(files).hasSize(4);
    assertThat(files).allMatch(f -> f.getParent().equals(root.resolve("coming")));
    assertThat(files.get(1)).hasBinaryContent(content);
  }

  @Test
  void aBombGoesOffNowhere() throws IOException {
    // a hundred million zeros in a hundred kilobytes
    Path bomb = zip(new byte[100_000_000], "0.dcm");
    assertThat(Files.size(bomb)).isLessThan(200_000);
    refused(zips(2_000_000_000, 10), bomb, ErrorCode.UPLOAD_TOO_LARGE);
  }

  @Test
  void manySmallEntriesCountTogether() throws IOException {
    byte[] noise = new byte[400];
    new Random(1).nextBytes(noise);
    refused(zips(1000, 10), zip(noise, "1", "2", "3"), ErrorCode.UPLOAD_TOO_LARGE);
    refused(zips(100_000, 2), zip(noise, "1", "2", "3"), ErrorCode.UPLOAD_TOO_LARGE);
  }

  @Test
  void whatIsDamagedIsNamed() throws IOException {
    byte[] noise = new byte[4000];
    new Random(1).nextBytes(noise);
    Path whole = zip(noise, "1");
    byte[] bytes = Files.readAllBytes(whole);
    bytes[2000] ^= 5;
    refused(zips(100_000, 2), Files.write(whole, bytes), ErrorCode.UPLOAD_UNUSABLE);
    refused(
        zips(100_000, 2),
        Files.write(whole, Arrays.copyOf(bytes, 1500)),
        ErrorCode.UPLOAD_UNUSABLE);
  }
}
