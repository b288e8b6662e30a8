package io.deepgrow.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReleaseTest {

  @Test
  void isWhatTheBuildSaysInItsOnePlace() throws Exception {
    assertThat(Release.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(Files.readString(Path.of("..", "pom.xml")))
        .contains("<revision>" + Release.version() + "</revision>");
  }
}
