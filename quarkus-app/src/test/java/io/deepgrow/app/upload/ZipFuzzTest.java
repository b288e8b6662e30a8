package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Hostile ZIPs of uploads; whatever is in them, no file is left behind. */
class ZipFuzzTest extends FuzzTest {

  private static final Path ROOT = UploadFolders.temporary();
  private static final TestUploads CONFIG = new TestUploads(ROOT, 1_000_000, 10_000_000, 20);
  private static final UploadFolder FOLDER = new UploadFolder(CONFIG, new DiskSpace());

  @Override
  public List<byte[]> seeds() {
    return List.of(zip(false, "a.dcm", "b/"), zip(true, "../a", "b", "c"), zip(false));
  }

  private static byte[] zip(boolean stored, String... names) {
    byte[] content = {1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content, 0, name.endsWith("/") ? 0 : content.length);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void parse(byte[] input) throws IOException {
    Path zip = Files.write(ROOT.resolve("a.zip"), input);
    try {
      new ZipFiles(FOLDER, CONFIG).unpack(zip).forEach(FOLDER::deleteFile);
    } finally {
      assertThat(ROOT.resolve("coming").toFile().list()).isNullOrEmpty();
      assertThat(FOLDER.comingBytes()).isZero();
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof ApiException e
        && (e.code() == ErrorCode.UPLOAD_TOO_LARGE || e.code() == ErrorCode.UPLOAD_UNUSABLE);
  }
}
