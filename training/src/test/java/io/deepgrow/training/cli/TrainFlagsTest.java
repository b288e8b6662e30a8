package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.config.Preset;
import io.deepgrow.training.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** Every setting has a flag, and is told with its default in the help and in docs/training.md. */
class TrainFlagsTest {

  private static final Settings CARD = Settings.of(Preset.CARD);
  private static final Settings COMPACT = Settings.of(Preset.COMPACT);

  private static String help(String name) {
    OptionSpec option =
        Deepgrow.commandLine()
            .getSubcommands()
            .get("train")
            .getCommandSpec()
            .findOption("--" + name);
    assertThat(option).as("flag --%s", name).isNotNull();
    return String.join(" ", option.description());
  }

  @Test
  void everySettingHasAFlagThatTellsItsDefaults() {
    for (String name : CARD.names()) {
      String help = help(name);
      String card = CARD.text(name);
      if (card.isEmpty()) {
        continue;
      }
      assertThat(help).as(name).contains("(default: " + card);
      if (!COMPACT.text(name).equals(card)) {
        assertThat(help).as(name).contains("; compact: " + COMPACT.text(name) + ")");
      }
    }
  }

  @Test
  void everySettingIsInThePageOnTraining() throws IOException {
    String page = Files.readString(Path.of("../docs/training.md"));
    for (String name : CARD.names()) {
      String card = CARD.text(name);
      assertThat(page)
          .as(name)
          .contains("| `" + name + "` | " + (card.isEmpty() ? "–" : card) + " | ");
    }
  }
}
