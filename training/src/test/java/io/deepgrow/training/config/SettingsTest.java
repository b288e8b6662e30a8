package io.deepgrow.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.config.TrainSettings.InteractionKind;
import io.deepgrow.training.config.TrainSettings.NetworkKind;
import io.deepgrow.training.feed.PatchShares;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.train.TrainingLoss;
import io.deepgrow.training.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  @TempDir private Path temp;

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("mine.yaml"), text);
  }

  @Test
  void theCardsValuesAreThePublishedOnes() {
    TrainSettings card = Settings.of(Preset.CARD).settings();
    assertThat(card.patch()).isEqualTo(128);
    assertThat(card.clicks()).isEqualTo(15);
    assertThat(card.validationClicks()).isEqualTo(15);
    assertThat(card.widths()).containsExactly(32, 64, 128, 256, 512, 32);
    assertThat(card.loss()).isEqualTo(TrainingLoss.DICE);
    assertThat(card.rate()).isEqualTo(1e-4);
    assertThat(card.interaction()).isEqualTo(InteractionKind.ROUNDS);
    assertThat(card.plan(9).steps()).isEqualTo(900);
  }

  @Test
  void theCompactPresetIsTheBundledModelsRecipe() {
    TrainSettings compact = Settings.of(Preset.COMPACT).settings();
    assertThat(compact.plan(1)).isEqualTo(TrainingPlan.compact(1, 9000));
    assertThat(compact.patchShares()).isEqualTo(new PatchShares(0.1, 0.35, 0.15, 0.4));
    assertThat(compact.easyShare()).isEqualTo(0.07);
    assertThat(Settings.of(Preset.REFINE).settings().plan(1))
        .isEqualTo(TrainingPlan.refining(1, 9000));
    assertThat(Settings.of(Preset.REFINE).settings().easyShare()).isZero();
  }

  @Test
  void aFileLiesOverThePresetAndFlagsOverTheFile() throws IOException {
    Path file = file("preset: compact\nsteps: 12\nrate: 2e-4\nwidths: [8, 16]\n");
    TrainSettings settings =
        Settings.of(Preset.CARD)
            .with(file)
            .with(Map.of("rate", 3e-4, "hold-out", List.of("a")))
            .settings();
    assertThat(settings.network()).isEqualTo(NetworkKind.COMPACT);
    assertThat(settings.steps()).isEqualTo(12);
    assertThat(settings.rate()).isEqualTo(3e-4);
    assertThat(settings.widths()).containsExactly(8, 16);
    assertThat(settings.holdOut()).containsExactly("a");
    assertThat(settings.patch()).isEqualTo(64);
  }

  @Test
  void jsonIsReadToo() throws IOException {
    Path file = file("{\"steps\": 7, \"loss\": \"entropy-dice\"}");
    TrainSettings settings = Settings.of(Preset.CARD).with(file).settings();
    assertThat(settings.steps()).isEqualTo(7);
    assertThat(settings.loss()).isEqualTo(TrainingLoss.ENTROPY_DICE);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPrintedIsReadAgain(Preset preset) throws IOException {
    Settings settings = Settings.of(preset);
    Path file = file(settings.toYaml());
    assertThat(Settings.of(Preset.CARD).with(file).settings()).isEqualTo(settings.settings());
    assertThat(Settings.of(settings.settings()).settings()).isEqualTo(settings.settings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stepz: 3            | there is no setting 'stepz'; there are augment, batch, clicks",
        "steps: many         | steps",
        "steps: 1.5          | steps",
        "steps: -1           | steps must be at least 0, not -1",
        "steps:              | steps",
        "late-share: 2       | late-share must be 0 to 1, not 2.0",
        "network: huge       | network",
        "shares: [1, 2]      | shares must be four numbers",
        "preset: tiny        | preset must be card, compact or refine, not 'tiny'",
        "'- steps'           | must hold keys and values",
        "'[1'                | is no YAML or JSON"
      })
  void whatDoesNotHoldIsNamedWithItsFile(String text, String words) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Settings.of(Preset.CARD).with(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining(words);
  }

  @Test
  void aFileMustBeThereAndOfAReasonableSize() throws IOException {
    assertThatThrownBy(() -> Settings.of(Preset.CARD).with(temp.resolve("none.yaml")))
        .hasMessageContaining("There is no file");
    Path large = Files.write(temp.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> Settings.of(Preset.CARD).with(large))
        .hasMessageContaining("larger than a configuration");
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertThat(Settings.of(Preset.COMPACT).with(file("# nothing\n")).settings())
        .isEqualTo(Settings.of(Preset.COMPACT).settings());
  }

  @Test
  void aRunRemembersItsSettings() throws IOException {
    RunRecord record =
        new RunRecord("deepgrow train", Settings.of(Preset.COMPACT).settings(), null);
    record.write(temp);
    assertThat(RunRecord.read(temp)).contains(record);
    assertThat(RunRecord.read(temp.resolve("other"))).isEmpty();

    RunRecord prepared =
        new RunRecord("train", Settings.of(Preset.CARD).settings(), CutSettings.CARD);
    prepared.write(temp);
    assertThat(RunRecord.read(temp)).contains(prepared);
    Files.writeString(temp.resolve("run.yaml"), "settings:\n  stepz: 3\n");
    assertThatThrownBy(() -> RunRecord.read(temp)).hasMessageContaining("no setting 'stepz'");
  }
}
