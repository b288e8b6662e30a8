package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads on disk: bounded, under names of ours, and gone when they should be. */
class UploadFolderTest {

  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path root;

  private UploadFolder folder() {
    return new UploadFolder(TestUploads.in(root), new DiskSpace());
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aBodyIsStagedWithItsLengthAndSum() {
    StagedFile file = folder().stage("a.nii", in(BYTES), 0);
    assertThat(file.bytes()).isEqualTo(3);
    assertThat(file.sha256())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    assertThat(file.format()).contains(VolumeFormat.NIFTI);
    assertThat(file.path()).hasBinaryContent(BYTES);
  }

  @Test
  void aNameThatIsAPathLeadsNowhere() throws IOException {
    folder().stage("..\\..\\etc\\x.nii.gz", in(BYTES), 0);
    folder().stage("/etc/../../x.nii.gz", in(BYTES), 0);
    folder().stage("a\u0000b.nii", in(BYTES), 0);
    assertThat(files()).hasSize(3).allMatch(f -> f.getParent().equals(root.resolve("coming")));
    assertThat(StagedFile.baseName("..\\..\\etc\\x.nii.gz")).isEqualTo("x.nii.gz");
    assertThat(StagedFile.baseName("/a/b/ü\".nii")).isEqualTo("__.nii");
  }

  @Test
  void tooMuchLeavesNothingBehind() throws IOException {
    assertThatThrownBy(() -> folder().stage("a.nii", in(new byte[1_000_001]), 0))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UPLOAD_TOO_LARGE));
    assertThatThrownBy(() -> folder().stage("a.nii", in(new byte[10]), 999_995))
        .isInstanceOf(ApiException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksLeavesNothingBehind() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> folder().stage("a.nii", broken, 0)).hasMessageContaining("gone");
    assertThat(files()).isEmpty();
  }

  @Test
  void anUploadOfAnySizeNeedsLittleMemory() {
    UploadFolder large =
        new UploadFolder(new TestUploads(root, 3_000_000_000L, 3_000_000_000L, 1), new DiskSpace());
    long length = 300_000_000L;
    InputStream endless =
        new InputStream() {
          private long left = length;

          @Override
          public int read() {
            return left-- > 0 ? 7 : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            // whoever asks for more at a time holds more in memory
            assertThat(count).isLessThanOrEqualTo(1 << 20);
            int got = (int) Math.min(count, left);
            left -= got;
            return got == 0 ? -1 : got;
          }
        };
    StagedFile file = large.stage("a.bin", endless, 0);
    assertThat(file.bytes()).isEqualTo(length);
    large.deleteFile(file.path());
  }

  @Test
  void keptFilesAreNumberedAndGoWithTheirFolder() throws IOException {
    UploadFolder folder = folder();
    UUID id = UUID.randomUUID();
    folder.keep(
        id,
        List.of(folder.stage("b", in(BYTES), 0).path(), folder.stage("a", in(BYTES), 0).path()));
    assertThat(folder.of(id).resolve("00000")).exists();
    assertThat(folder.of(id).resolve("00001")).exists();

    folder.delete(id);
    folder.delete(id);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsLeftOverFromBeforeIsDeletedAtStart() throws IOException {
    UploadFolder folder = folder();
    UUID known = UUID.randomUUID();
    UUID forgotten = UUID.randomUUID();
    folder.keep(known, List.of(folder.stage("a", in(BYTES), 0).path()));
    folder.keep(forgotten, List.of(folder.stage("a", in(BYTES), 0).path()));
    folder.stage("half", in(BYTES), 0);
    Path strange = Files.createDirectory(root.resolve("not-ours"));

    folder.clean(Set.of(known.toString()));

    assertThat(folder.of(known)).isDirectory();
    assertThat(folder.of(forgotten)).doesNotExist();
    assertThat(strange).exists();
    assertThat(files()).hasSize(1);
  }
}
