package io.deepgrow.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of the OpenAPI document.
 *
 * @param document that it is in
 * @param method in capitals
 */
record ApiOperation(JsonNode document, String path, String method, JsonNode node) {

  static List<ApiOperation> all(byte[] document) throws IOException {
    JsonNode read = new ObjectMapper().readTree(document);
    List<ApiOperation> all = new ArrayList<>();
    read.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            all.add(
                                new ApiOperation(
                                    read,
                                    path.getKey(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getValue()))));
    return all;
  }

  /** Whether callers need no token. */
  boolean isOpen() {
    return node.path("security").isArray() && node.path("security").isEmpty();
  }

  /** The path with the examples of its parameters, and of those of the query. */
  String exampleUrl() {
    String url = path;
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : node.path("parameters")) {
      String name = parameter.path("name").asText();
      String example = parameter.path("example").asText();
      if (parameter.path("in").asText().equals("path")) {
        url = url.replace("{" + name + "}", example);
      } else if (parameter.path("in").asText().equals("query") && !example.isEmpty()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(example.replace(" ", "%20"));
      }
    }
    return url + query;
  }

  /** Parameters of the query that take a number, yes or no, or one of some words. */
  List<String> typedQueryParameters() {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : node.path("parameters")) {
      JsonNode schema = parameter.path("schema");
      JsonNode resolved =
          schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
      boolean text = resolved.path("type").toString().contains("string");
      if (parameter.path("in").asText().equals("query") && (!text || resolved.has("enum"))) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** The last of the types that it answers with when all is well. */
  String lastType() {
    String last = "*/*";
    for (String type :
        (Iterable<String>) () -> node.path("responses").path("200").path("content").fieldNames()) {
      last = type;
    }
    return last;
  }

  /** The declared answer of a status, if there is one. */
  Optional<JsonNode> answer(int status) {
    return Optional.ofNullable(node.path("responses").get(Integer.toString(status)));
  }

  /** The examples of a body by what is said of it, its schema's where it has none of its own. */
  List<JsonNode> examples(JsonNode media) {
    List<JsonNode> found = new ArrayList<>();
    if (media.has("example")) {
      found.add(media.get("example"));
    }
    media.path("examples").forEach(example -> found.add(example.path("value")));
    if (found.isEmpty()) {
      of(media.path("schema")).ifPresent(found::add);
    }
    return found;
  }

  private Optional<JsonNode> of(JsonNode schema) {
    if (schema.has("example")) {
      return Optional.of(schema.get("example"));
    }
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)));
    }
    if (schema.path("type").asText().equals("array")) {
      return of(schema.path("items")).map(item -> new ObjectMapper().createArrayNode().add(item));
    }
    return Optional.empty();
  }

  /** What is wrong with a value by a schema of the document. */
  Set<ValidationMessage> validate(JsonNode schema, JsonNode value) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.set("components", document.get("components"));
    whole.putArray("allOf").add(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
