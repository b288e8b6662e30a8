package io.deepgrow.app.compat.monailabel.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** What clients say of a label: JSON that is kept for them, with the names of its segments. */
@ApplicationScoped
public class LabelInfo {

  private static final int LONGEST = 100_000;

  private final ObjectMapper json;

  LabelInfo(ObjectMapper json) {
    this.json = json;
  }

  /** Kept JSON; an empty object for text that is none. */
  public JsonNode read(String text) {
    try {
      JsonNode node = json.readTree(text);
      return node.isObject() ? node : json.createObjectNode();
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }

  /** JSON to keep; what is too long is left out. */
  public String write(JsonNode info) {
    String text = info.toString();
    return text.length() > LONGEST ? "{}" : text;
  }

  /**
   * Names by label value, from {@code label_info} of Slicer ({@code idx}) or OHIF ({@code
   * segmentIndex}); entries without a value count from 1.
   */
  public static Map<Integer, String> names(JsonNode params) {
    Map<Integer, String> names = new TreeMap<>();
    int position = 0;
    for (JsonNode entry : params.path("label_info")) {
      position++;
      JsonNode value = entry.has("idx") ? entry.path("idx") : entry.path("segmentIndex");
      String name = entry.path("name").asText("");
      if (!name.isBlank()) {
        names.put(value.asInt(position), name);
      }
    }
    return names;
  }
}
