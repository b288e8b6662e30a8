package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Outage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComingFilesTest {

  @TempDir private Path folder;
  private long free = Long.MAX_VALUE;
  private final ComingFiles coming = new ComingFiles(1000, path -> free);

  private void write(String name, int bytes) throws IOException {
    try (OutputStream out = coming.write(folder.resolve(name))) {
      out.write(new byte[bytes]);
    }
  }

  @Test
  void allThatIsComingTogetherIsLimitedAsItIsWritten() throws IOException {
    write("a", 600);

    assertThatThrownBy(() -> write("b", 500))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("no room");
    coming.forget(folder.resolve("b"));
    write("c", 400);
    assertThat(coming.bytes()).isEqualTo(1000);
  }

  @Test
  void whatHasItsPlaceOrIsDeletedNoLongerCounts() throws IOException {
    write("a", 600);
    coming.forget(folder.resolve("a"));
    coming.forget(folder.resolve("a"));

    assertThat(coming.bytes()).isZero();
    write("b", 1000);
  }

  @Test
  void aDiskThatIsNearlyFullIsNamedBeforeAnythingIsWritten() throws IOException {
    free = 70L << 20;

    assertThatThrownBy(() -> write("a", 1))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
        .hasMessageContaining("disk of the service is full");
    assertThat(folder.resolve("a")).isEmptyFile();
  }

  @Test
  void aDiskThatFillsUpWhileAFileIsWrittenIsNamedToo() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");

    assertThatThrownBy(
            () -> {
              try (OutputStream out = coming.write(full)) {
                out.write(new byte[10]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .satisfies(e -> assertThat(Outage.of(e)).contains(ErrorCode.STORAGE_FULL));
  }
}
