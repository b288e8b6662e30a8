package io.deepgrow.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart of this repository, rendered by Helm's own code; each value set once. */
final class Chart {

  static final Path FOLDER = Path.of("deepgrow-pacs");
  static final ObjectMapper YAML = new YAMLMapper();
  private static final Path SETS = Path.of("src/test/resources/values");

  /** The annotation of a hook, as the objects that are given here have it. */
  static final String HOOK = "hook";

  private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

  /** The library leaves hooks out of what it renders, so in this copy they are none. */
  private static final Path WITH_HOOKS = withHooks();

  private Chart() {}

  private static Path withHooks() {
    try {
      Path copy = copy(Files.createTempDirectory(Path.of("target"), "chart"));
      for (String hook : List.of("migrate-job.yaml", "tests/ready.yaml")) {
        Path template = copy.resolve("templates").resolve(hook);
        Files.writeString(template, Files.readString(template).replace("helm.sh/hook", HOOK));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all value sets. */
  static List<String> sets() {
    try (Stream<Path> files = Files.list(SETS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects that a value set gives. */
  static List<JsonNode> objects(String set) {
    return RENDERED.computeIfAbsent(set, name -> rendered(values(name)));
  }

  static ObjectNode values(String set) {
    try {
      return (ObjectNode) YAML.readTree(SETS.resolve(set + ".yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value set with one value changed; the path with dots between, the value as YAML. */
  static ObjectNode with(ObjectNode values, String path, String value) {
    try {
      ObjectNode changed = values.deepCopy();
      ObjectNode at = changed;
      String[] names = path.split("\\.");
      for (int n = 0; n < names.length - 1; n++) {
        JsonNode next = at.get(names[n]);
        at = next instanceof ObjectNode object ? object : at.putObject(names[n]);
      }
      at.set(names[names.length - 1], YAML.readTree(value));
      return changed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The objects that values give.
   *
   * @throws IllegalStateException in Helm's words when the chart refuses them
   */
  static List<JsonNode> rendered(ObjectNode values) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        YAML.writeValue(file.toFile(), values);
        String text =
            new Helm(WITH_HOOKS)
                .template()
                .withName("ct")
                .withKubeVersion("1.34.0")
                .withValuesFile(file)
                .call();
        List<JsonNode> objects = new ArrayList<>();
        try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
          all.forEachRemaining(object -> add(object, objects));
        }
        return List.copyOf(objects);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JsonNode object, List<JsonNode> objects) {
    if (object != null && object.isObject()) {
      objects.add(object);
    }
  }

  /** What Helm's lint says of the chart with a value set as its defaults. */
  static LintResult lint(String set, Path work) throws IOException {
    Path copy = copy(work);
    JsonNode defaults = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
    YAML.writeValue(copy.resolve("values.yaml").toFile(), merged(defaults, values(set)));
    return new Helm(copy).lint().strict().call();
  }

  private static Path copy(Path work) throws IOException {
    Path copy = work.resolve("deepgrow-pacs");
    try (Stream<Path> all = Files.walk(FOLDER)) {
      for (Path from : all.toList()) {
        Path to = copy.resolve(FOLDER.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
    return copy;
  }

  private static JsonNode merged(JsonNode defaults, JsonNode values) {
    if (!(defaults instanceof ObjectNode all && values instanceof ObjectNode)) {
      return values;
    }
    values
        .properties()
        .forEach(
            value ->
                all.set(
                    value.getKey(),
                    all.has(value.getKey())
                        ? merged(all.get(value.getKey()), value.getValue())
                        : value.getValue()));
    return all;
  }

  static List<JsonNode> ofKind(String set, String kind) {
    return objects(set).stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
  }

  /** The one object of a kind whose name ends so. */
  static JsonNode one(String set, String kind, String ending) {
    return ofKind(set, kind).stream()
        .filter(o -> o.at("/metadata/name").asText().endsWith(ending))
        .findFirst()
        .orElseThrow(() -> new AssertionError(set + " gives no " + kind + " …" + ending));
  }

  /** The pod specs of all objects that make pods. */
  static List<JsonNode> pods(String set) {
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode object : objects(set)) {
      if (object.path("kind").asText().equals("Pod")) {
        pods.add(object.path("spec"));
      } else if (!object.at("/spec/template/spec").isMissingNode()) {
        pods.add(object.at("/spec/template/spec"));
      }
    }
    return pods;
  }

  /** All containers of a pod, those that come first too. */
  static List<JsonNode> containers(JsonNode pod) {
    List<JsonNode> all = new ArrayList<>();
    pod.path("initContainers").forEach(all::add);
    pod.path("containers").forEach(all::add);
    return all;
  }

  /** The value of a container's variable; empty when it has none. */
  static String variable(JsonNode container, String name) {
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable.path("value").asText();
      }
    }
    return "";
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array instanceof ArrayNode all) {
      all.forEach(one -> texts.add(one.isTextual() ? one.asText() : one.toString()));
    }
    return texts;
  }
}
