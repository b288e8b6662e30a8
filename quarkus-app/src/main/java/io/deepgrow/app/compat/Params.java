package io.deepgrow.app.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
      throw new NotAnObject();
    }
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

  /** Parameters that are a list or a number. */
  private static final class NotAnObject extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    NotAnObject() {
      super("Not an object");
    }
  }
}
