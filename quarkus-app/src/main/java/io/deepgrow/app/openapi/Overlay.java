package io.deepgrow.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is laid over the document that annotations give: objects are merged, answers and bodies
 * replaced as a whole, {@code null} takes something away. The parameters of a path go into each of
 * its operations.
 */
final class Overlay {

  private static final String PARAMETERS = "parameters";
  private static final String REFERENCE = "$ref";
  private static final Set<String> WHOLE = Set.of("responses", "requestBody");
  private static final List<String> FILES =
      List.of(
          "service",
          "sessions",
          "segments",
          "prompts",
          "masks",
          "dicomweb",
          "pacs",
          "clients",
          "monailabel",
          "tasks",
          "datastore",
          "erasures",
          "accounts",
          "people",
          "reviews",
          "worklist",
          "console",
          "connections",
          "sightings",
          "rules",
          "audit",
          "models",
          "jobs",
          "workitems",
          "training");

  private final List<ObjectNode> parts;

  private Overlay(List<ObjectNode> parts) {
    this.parts = parts;
  }

  /** The files of this build. */
  static Overlay read() throws IOException {
    List<ObjectNode> parts = new ArrayList<>();
    for (String file : FILES) {
      String name = "openapi/" + file + ".yaml";
      try (InputStream in = Overlay.class.getClassLoader().getResourceAsStream(name)) {
        if (in == null) {
          throw new FileNotFoundException(name);
        }
        parts.add((ObjectNode) new YAMLMapper().readTree(in));
      }
    }
    return new Overlay(parts);
  }

  void applyTo(ObjectNode document) {
    for (ObjectNode part : parts) {
      ObjectNode rest = part.deepCopy();
      JsonNode paths = rest.remove("paths");
      JsonNode tags = rest.remove("tags");
      merge(document, rest);
      if (tags instanceof ArrayNode more) {
        document.withArrayProperty("tags").addAll(more);
      }
      if (paths != null) {
        paths
            .properties()
            .forEach(e -> path(document.withObjectProperty("paths"), e.getKey(), e.getValue()));
      }
    }
  }

  private static void path(ObjectNode paths, String path, JsonNode given) {
    if (!(given instanceof ObjectNode operations)) {
      paths.remove(path);
      return;
    }
    JsonNode shared = operations.remove(PARAMETERS);
    for (Map.Entry<String, JsonNode> each : operations.properties()) {
      ObjectNode operation = paths.withObjectProperty(path).withObjectProperty(each.getKey());
      merge(operation, (ObjectNode) each.getValue());
      if (shared instanceof ArrayNode parameters) {
        parameters(operation, parameters);
      }
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> each : from.properties()) {
      String name = each.getKey();
      JsonNode value = each.getValue();
      if (value.isNull()) {
        into.remove(name);
      } else if (name.equals(PARAMETERS) && value instanceof ArrayNode parameters) {
        parameters(into, parameters);
      } else if (!WHOLE.contains(name)
          && value instanceof ObjectNode inner
          && into.get(name) instanceof ObjectNode known
          && !inner.hasNonNull(REFERENCE)) {
        merge(known, inner);
      } else {
        into.set(name, value.deepCopy());
      }
    }
  }

  private static void parameters(ObjectNode operation, ArrayNode given) {
    ArrayNode all = operation.withArrayProperty(PARAMETERS);
    for (JsonNode each : given) {
      ObjectNode parameter = find(all, each);
      merge(parameter, (ObjectNode) each);
      if (parameter.path("in").asText().equals("path")) {
        parameter.put("required", true);
      }
    }
  }

  private static ObjectNode find(ArrayNode all, JsonNode wanted) {
    for (JsonNode each : all) {
      if (each.path("name").equals(wanted.path("name"))
          && each.path("in").equals(wanted.path("in"))) {
        return (ObjectNode) each;
      }
    }
    return all.addObject();
  }
}
