package io.deepgrow.app.compat.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** The {@code params} of a request; some clients encode them, or parts of them, twice. */
final class Params {

  private static final int MAX_LAYERS = 3;

  private Params() {}

  /** An object; empty for no text and for {@code null}. */
  static JsonNode parse(ObjectMapper json, String text) throws JsonProcessingException {
    if (text.isBlank()) {
      return json.createObjectNode();
    }
    JsonNode node = decoded(json, json.readTree(text));
    if (node.isNull() || node.isMissingNode()) {
      return json.createObjectNode();
    }
    if (!node.isObject()) {
      throw new Unusable("Not an object");
    }
    requireNoNul(node);
    return node;
  }

  /** What JSON inside JSON strings says. */
  static JsonNode decoded(ObjectMapper json, JsonNode node) throws JsonProcessingException {
    JsonNode inner = node;
    for (int layer = 0; layer < MAX_LAYERS && inner.isTextual(); layer++) {
      String text = inner.asText();
      inner = text.isBlank() ? json.nullNode() : json.readTree(text);
    }
    return inner;
  }

  /** The database can't hold a NUL, and nothing here is called by one. */
  private static void requireNoNul(JsonNode node) throws Unusable {
    if (node.isTextual() && node.asText().indexOf('\0') >= 0) {
      throw new Unusable("Text has no NUL");
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (each.getKey().indexOf('\0') >= 0) {
        throw new Unusable("Text has no NUL");
      }
      requireNoNul(each.getValue());
    }
    if (node.isArray()) {
      for (JsonNode each : node) {
        requireNoNul(each);
      }
    }
  }

  /** Parameters that are a list or a number, or hold what can't be kept. */
  private static final class Unusable extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    Unusable(String what) {
      super(what);
    }
  }
}
