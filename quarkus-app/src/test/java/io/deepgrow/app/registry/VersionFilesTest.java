package io.deepgrow.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFilesTest {

  @TempDir private Path folder;

  private VersionFiles files() {
    return new VersionFiles(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(DeepgrowConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("deepgrow.models.store", folder.toString()), "test", 100))
            .build()
            .getConfigMapping(DeepgrowConfig.class));
  }

  @Test
  void whatIsPutIsReadBackAndPuttingItAgainChangesNothing() throws Exception {
    VersionFiles files = files();
    files.put(ModelZip.BUNDLED, ModelZip.graph());
    files.put(ModelZip.BUNDLED, ModelZip.graph());

    assertThat(files.graph(ModelZip.BUNDLED)).isEqualTo(ModelZip.graph());
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .containsExactly(VersionFiles.digest(ModelZip.BUNDLED));
    }
  }

  @Test
  void aFolderThatAKilledServiceHasBegunIsNoVersion() throws Exception {
    VersionFiles files = files();
    String digest = VersionFiles.digest(ModelZip.BUNDLED);
    Path begun = Files.createDirectories(folder.resolve("." + digest + "-begun"));
    Files.write(begun.resolve("model.onnx"), new byte[100]);

    assertThat(files.has(digest)).isFalse();
    files.put(ModelZip.BUNDLED, ModelZip.graph());
    assertThat(files.has(digest)).isTrue();

    files.clean(Instant.now().minusSeconds(3600));
    assertThat(begun).as("somebody may still be at it").exists();
    files.clean(Instant.now().plusSeconds(3600));
    assertThat(begun).doesNotExist();
    assertThat(files.has(digest)).isTrue();
  }

  @Test
  void aVersionWhoseFilesAreElsewhereIsNamed() {
    assertThatThrownBy(() -> files().graph(ModelZip.BUNDLED))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.code()).isEqualTo(ModelErrorCode.FILE_UNREADABLE))
        .hasMessageContaining("deepgrow.models.store");
  }

  @Test
  void theDigestIsThatOfTheDescriptorAsItIsReadBack() {
    assertThat(VersionFiles.digest(DescriptorJson.read(DescriptorJson.write(ModelZip.BUNDLED))))
        .isEqualTo(VersionFiles.digest(ModelZip.BUNDLED));
  }
}
