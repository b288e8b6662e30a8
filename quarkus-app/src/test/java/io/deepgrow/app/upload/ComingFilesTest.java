package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComingFilesTest {

  @TempDir private Path folder;
  private final ComingFiles coming = new ComingFiles(1000);

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
}
