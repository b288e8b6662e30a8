package io.deepgrow.training.prepare.layout;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the field {@code labels} of a {@code dataset.json}, either way round. */
final class DeclaredLabels {

  private DeclaredLabels() {}

  /**
   * Labels of {@code {"1": "spleen"}} (Decathlon) or of {@code {"spleen": 1, "both": [1, 2]}}
   * (nnU-Net); the background is left out.
   *
   * @throws PrepareException when a value is no number
   */
  static List<Label> of(JsonNode labels) {
    List<Label> declared = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : labels.properties()) {
      JsonNode value = entry.getValue();
      boolean named = value.isNumber() || value.isArray();
      String name = named ? entry.getKey() : value.asText();
      List<Integer> values = named ? values(value) : List.of(number(entry.getKey()));
      if (!values.equals(List.of(0)) && !name.toLowerCase(Locale.ROOT).equals("background")) {
        declared.add(Label.of(name, values));
      }
    }
    return declared;
  }

  private static List<Integer> values(JsonNode value) {
    if (value.isNumber()) {
      return List.of(value.asInt());
    }
    List<Integer> values = new ArrayList<>();
    value.forEach(v -> values.add(number(v.asText())));
    return values.isEmpty() ? List.of(0) : values;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new PrepareException("dataset.json: labels are numbers and names, not '" + text + "'");
    }
  }
}
