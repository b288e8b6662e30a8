package io.deepgrow.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deepgrow.app.routing.rule.RuleDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Turns the conditions and series of a rule's form into what a version says, and back. */
final class RuleFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> NUMBERS =
      Set.of("series.instances", "series.sliceThickness", "study.ageDays", "study.series");
  private static final int PREFERENCES = 3;

  private RuleFields() {}

  static RuleDraft draft(RuleForm form) {
    ObjectNode series = NODES.objectNode();
    series.set("where", group(form.get("s.join"), form.where()));
    ArrayNode prefer = series.putArray("prefer");
    for (int n = 1; n <= PREFERENCES; n++) {
      if (!form.get("prefer" + n).isEmpty()) {
        prefer.add(form.get("prefer" + n));
      }
    }
    series.set("atMost", number(form.get("atMost").isEmpty() ? "1" : form.get("atMost")));
    series.put("derived", form.holds("derived", "yes"));
    String priority = form.get("priority");
    return new RuleDraft(
        group(form.get("w.join"), form.when()),
        series,
        ActionFields.actions(form),
        priority.matches("\\d{1,3}") ? Integer.valueOf(priority) : null);
  }

  private static ObjectNode group(String join, List<RuleForm.Row> rows) {
    List<ObjectNode> leaves =
        rows.stream().filter(row -> !row.attribute().isEmpty()).map(RuleFields::leaf).toList();
    ObjectNode group = NODES.objectNode();
    // with no condition at all there is nothing to choose from
    ArrayNode parts = group.putArray(leaves.isEmpty() || join.isEmpty() ? "all" : join);
    parts.addAll(leaves);
    return group;
  }

  private static ObjectNode leaf(RuleForm.Row row) {
    ObjectNode leaf = NODES.objectNode();
    leaf.put("attribute", row.attribute());
    leaf.put("op", row.op());
    boolean number = isNumber(row.attribute()) || Set.of("<", "<=", ">", ">=").contains(row.op());
    boolean flag =
        row.op().equals("present")
            || row.attribute().equals("late")
            || row.attribute().startsWith("hasSegmentationOf");
    if (row.op().equals("in")) {
      ArrayNode values = leaf.putArray("value");
      for (String value : parts(row.value())) {
        values.add(number ? number(value) : NODES.textNode(value));
      }
    } else if (flag) {
      leaf.set("value", flag(row.value()));
    } else {
      leaf.set("value", number ? number(row.value()) : NODES.textNode(row.value()));
    }
    return leaf;
  }

  private static boolean isNumber(String attribute) {
    return NUMBERS.contains(attribute) || attribute.startsWith("priors");
  }

  private static JsonNode flag(String text) {
    return switch (text) {
      case "", "true", "yes" -> NODES.booleanNode(true);
      case "false", "no" -> NODES.booleanNode(false);
      default -> NODES.textNode(text);
    };
  }

  /** A number; the text where it is none, so that the rule's own check names it. */
  static JsonNode number(String text) {
    if (text.matches("-?\\d{1,9}")) {
      return NODES.numberNode(Integer.parseInt(text));
    }
    return text.matches("-?\\d{1,12}\\.\\d{1,12}")
        ? NODES.numberNode(Double.parseDouble(text))
        : NODES.textNode(text);
  }

  /** What stands between commas. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  /** The fields of what a version says, as far as they can say it. */
  static Map<String, String> of(RuleDraft draft) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonNode series = draft.series() == null ? MissingNode.getInstance() : draft.series();
    group("w", draft.when() == null ? MissingNode.getInstance() : draft.when(), fields);
    group("s", series.path("where"), fields);
    for (int n = 0; n < series.path("prefer").size(); n++) {
      fields.put("prefer" + (n + 1), series.path("prefer").get(n).asText());
    }
    fields.put("atMost", series.path("atMost").asText("1"));
    fields.put("derived", series.path("derived").asBoolean() ? "yes" : "");
    fields.put("priority", draft.priority() == null ? "" : draft.priority().toString());
    ActionFields.put(draft.actions() == null ? MissingNode.getInstance() : draft.actions(), fields);
    return fields;
  }

  private static void group(String prefix, JsonNode json, Map<String, String> fields) {
    String join = json.fieldNames().hasNext() ? json.fieldNames().next() : "all";
    boolean leaf = join.equals("attribute");
    fields.put(prefix + ".join", leaf ? "all" : join);
    List<JsonNode> rows =
        leaf ? List.of(json) : StreamSupport.stream(json.path(join).spliterator(), false).toList();
    for (int n = 0; n < rows.size(); n++) {
      String key = prefix + (n + 1);
      fields.put(key + ".attribute", rows.get(n).path("attribute").asText());
      fields.put(key + ".op", rows.get(n).path("op").asText());
      fields.put(key + ".value", text(rows.get(n).path("value")));
    }
  }

  /** A value, or several with commas between them. */
  static String text(JsonNode json) {
    return json.isArray()
        ? String.join(
            ", ", StreamSupport.stream(json.spliterator(), false).map(JsonNode::asText).toList())
        : json.asText();
  }
}
