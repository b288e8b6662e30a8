package io.deepgrow.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.training.prepare.patch.CutSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.yaml} of a run's folder: what it was told, for a resumed run and for the export.
 *
 * @param command the command line
 * @param settings all of them
 * @param cut how the prepared patches were cut; null without such
 */
public record RunRecord(String command, TrainSettings settings, @Nullable CutSettings cut) {

  private static final String FILE = "run.yaml";

  /**
   * The record of a run; nothing for one of an early version.
   *
   * @throws SettingsException when it was changed so that it does not hold
   */
  public static Optional<RunRecord> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode record = Settings.tree(file);
    JsonNode cut = record.path("cut");
    return Optional.of(
        new RunRecord(
            record.path("command").asText(),
            Settings.of(Preset.CARD).with(record.path("settings"), file).settings(),
            cut.isObject() ? Settings.YAML.treeToValue(cut, CutSettings.class) : null));
  }

  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), Settings.YAML.writeValueAsString(this));
  }
}
