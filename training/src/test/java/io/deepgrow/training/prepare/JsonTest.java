package io.deepgrow.training.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON files of others. */
class JsonTest {

  @TempDir private Path temp;

  @Test
  void bytesThatAreNoTextAreNoJson() throws IOException {
    // looks like UTF-32 at its start
    byte[] odd = "{\0\0\0\u007f~c.".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(temp.resolve("dataset.json"), odd);
    assertThatThrownBy(() -> Json.tree(file))
        .isInstanceOfSatisfying(
            JacksonException.class, e -> assertThat(e.getOriginalMessage()).contains("UTF-8"));
    assertThatThrownBy(() -> Json.read(file, String.class)).isInstanceOf(JacksonException.class);
  }
}
