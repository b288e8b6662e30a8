package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.training.config.DataCollection;
import io.deepgrow.training.config.Preset;
import io.deepgrow.training.config.Settings;
import io.deepgrow.training.config.TrainSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/train-bundled} and the recipe of the bundled model. */
class TrainBundledTest {

  private static final Path RECIPE = Path.of("recipes/bundled.yaml");
  private static TrainSettings settings;

  @TempDir private Path temp;

  @BeforeAll
  static void read() throws IOException {
    settings = Settings.of(Preset.CARD).with(RECIPE).settings();
  }

  private String train(int status, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "../bin/train-bundled"));
    command.addAll(List.of("--state", temp.resolve("state").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(words).isEqualTo(status);
    assertThat(temp.resolve("state")).doesNotExist();
    return words;
  }

  @Test
  void saysInOneSentenceThatDataAreAbsent() throws Exception {
    String nowhere = temp.resolve("nowhere").toString();
    assertThat(train(1, nowhere))
        .startsWith("error: there is no folder " + nowhere)
        .hasLineCount(1);
    assertThat(train(1, temp.toString()))
        .startsWith("error: " + temp + " has no ct-sarcoma, which the recipe learns from")
        .hasLineCount(1);
  }

  @Test
  void namesTheOneCollectionThatIsAbsent() throws Exception {
    for (DataCollection collection : settings.collections()) {
      if (!collection.folder().equals("ct-lung")) {
        Files.createDirectories(temp.resolve(collection.folder()));
      }
    }
    assertThat(train(1, temp.toString())).contains("has no ct-lung, which");
  }

  @Test
  void saysWhenNothingRuns() throws Exception {
    for (String verb : List.of("pause", "continue", "stop", "status")) {
      assertThat(train(1, verb)).contains("no training runs in").hasLineCount(1);
    }
    assertThat(train(2)).contains("Usage: bin/train-bundled");
    assertThat(train(1, "--unknown", "x")).contains("unknown option --unknown");
  }

  @Test
  void theRecipeNeverTrainsOnWhatItIsValidatedOn() {
    assertThat(settings.holdOut())
        .contains("sts_004", "sts_012", "sts_023", "sts_029", "sts_036", "sts_043")
        .hasSize(10);
    assertThat(settings.collections())
        .extracting(DataCollection::folder)
        .noneMatch(folder -> folder.contains("validation") || folder.contains("abdomen"))
        .noneMatch(folder -> folder.equals("ct-head-neck"));
  }

  @Test
  void headsAndNecksAreAFifthAtMostAndTheirDensitiesAreShifted() {
    double total = settings.collections().stream().mapToDouble(DataCollection::share).sum();
    DataCollection heads =
        settings.collections().stream()
            .filter(c -> c.folder().startsWith("ct-head-neck"))
            .findFirst()
            .orElseThrow();
    assertThat(total).isCloseTo(1, within(1e-9));
    assertThat(heads.share()).isLessThanOrEqualTo(0.2);
    assertThat(heads.jitter()).isEqualTo(25);
  }

  @Test
  void theRecipeTakesASnapshotEveryTenMinutes() {
    assertThat(settings.saveMinutes()).isEqualTo(10);
    assertThat(settings.frozen()).isTrue();
  }
}
