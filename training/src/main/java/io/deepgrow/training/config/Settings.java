package io.deepgrow.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Values for a training run, later ones over earlier ones: card, preset, file, flags. */
public final class Settings {

  private static final long MAX_FILE = 1 << 20;
  static final ObjectMapper YAML =
      YAMLMapper.builder(
              new YAMLFactory()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final ObjectNode values;

  private Settings(ObjectNode values) {
    this.values = values;
  }

  public static Settings of(Preset preset) {
    ObjectNode values = resource(Preset.CARD);
    if (preset != Preset.CARD) {
      values.setAll(resource(preset));
    }
    return new Settings(values);
  }

  /** Those of an earlier run. */
  public static Settings of(TrainSettings settings) {
    return new Settings(YAML.valueToTree(settings));
  }

  private static ObjectNode resource(Preset preset) {
    try (InputStream in = Settings.class.getResourceAsStream(preset.resource())) {
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("A preset of ours can't be read", e);
    }
  }

  /**
   * These values, with those of a YAML or JSON file over them. A file may name a {@code preset};
   * then that one's values lie under it.
   *
   * @throws SettingsException naming the key that is not known
   * @throws IOException when the file can't be read
   */
  public Settings with(Path file) throws IOException {
    JsonNode tree = tree(file);
    return tree.isNull() || tree.isMissingNode() ? this : with(tree, file);
  }

  /** A file's keys and values, whatever they are. */
  static JsonNode tree(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException("There is no file " + file);
    }
    if (Files.size(file) > MAX_FILE) {
      throw new SettingsException(file + " is larger than a configuration can be");
    }
    try {
      return YAML.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new SettingsException(file + " is no YAML or JSON: " + e.getOriginalMessage());
    }
  }

  Settings with(JsonNode tree, Path file) {
    if (!(tree instanceof ObjectNode object)) {
      throw new SettingsException(file + " must hold keys and values, such as 'steps: 9000'");
    }
    JsonNode preset = object.remove("preset");
    Settings base = preset == null ? this : of(preset(preset.asText(), file));
    return base.with(object, file + ": ");
  }

  private static Preset preset(String name, Path file) {
    for (Preset preset : Preset.values()) {
      if (preset.name().equals(name.toUpperCase(Locale.ROOT))) {
        return preset;
      }
    }
    throw new SettingsException(
        file + ": preset must be card, compact or refine, not '" + name + "'");
  }

  /** These values with others over them, such as flags, by their names. */
  public Settings with(Map<String, Object> flags) {
    return with(YAML.valueToTree(flags), "");
  }

  private Settings with(ObjectNode over, String where) {
    for (Iterator<String> keys = over.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!values.has(key)) {
        throw new SettingsException(
            "%sthere is no setting '%s'; there are %s"
                .formatted(where, key, String.join(", ", names())));
      }
    }
    ObjectNode merged = values.deepCopy();
    merged.setAll(over);
    Settings settings = new Settings(merged);
    settings.check(where);
    return settings;
  }

  /** All names, in alphabetical order. */
  public SortedSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    values.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A value as its preset or file has it, for a help text. */
  public String text(String name) {
    JsonNode value = values.path(name);
    if (!value.isArray()) {
      return value.asText();
    }
    StringBuilder text = new StringBuilder();
    value.forEach(item -> text.append(text.isEmpty() ? "" : ",").append(item.asText()));
    return text.toString();
  }

  private void check(String where) {
    try {
      settings();
    } catch (SettingsException e) {
      throw new SettingsException(where + e.getMessage());
    }
  }

  /**
   * The typed values.
   *
   * @throws SettingsException naming the value that does not hold
   */
  public TrainSettings settings() {
    try {
      return YAML.treeToValue(enums(values), TrainSettings.class);
    } catch (JsonMappingException e) {
      throw new SettingsException(words(e));
    } catch (JsonProcessingException e) {
      throw new SettingsException(e.getOriginalMessage());
    }
  }

  /** Enum constants have underscores where settings have dashes. */
  private static ObjectNode enums(ObjectNode values) {
    ObjectNode copy = values.deepCopy();
    copy.put("loss", values.path("loss").asText().replace('-', '_'));
    return copy;
  }

  private static String words(JsonMappingException e) {
    String cause =
        e.getCause() instanceof IllegalArgumentException own
            ? String.valueOf(own.getMessage())
            : e.getOriginalMessage();
    StringBuilder path = new StringBuilder();
    e.getPath().forEach(r -> path.append(r.getFieldName() == null ? "" : r.getFieldName()));
    return path.isEmpty() ? cause : path + ": " + cause;
  }

  /** All values as YAML, to be read again. */
  public String toYaml() {
    try {
      return YAML.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings can't be written as YAML", e);
    }
  }
}
