package io.deepgrow.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns what the form of a rule has done into actions, one of each kind at most, and back. */
final class ActionFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ActionFields() {}

  static ArrayNode actions(RuleForm form) {
    ArrayNode actions = NODES.arrayNode();
    if (form.holds("prepare", "yes")) {
      actions.addObject().put("action", "PREPARE");
    }
    if (form.holds("segment", "yes")) {
      actions.add(segment(form));
    }
    if (form.holds("assign", "yes")) {
      actions.add(assign(form).put("action", "ASSIGN"));
    }
    if (form.holds("send", "yes")) {
      ObjectNode send = actions.addObject().put("action", "SEND");
      send.set("connections", texts(form.get("send.connections")));
      send.put("replace", form.holds("send.replace", "yes"));
    }
    if (form.holds("notify", "yes")) {
      actions.addObject().put("action", "NOTIFY").put("receiver", form.get("notify.receiver"));
    }
    return actions;
  }

  private static ObjectNode segment(RuleForm form) {
    ObjectNode segment = NODES.objectNode().put("action", "SEGMENT");
    optional(segment, "model", form.get("segment.model"));
    ArrayNode targets = segment.putArray("targets");
    for (String line : form.get("segment.targets").split("\\R", -1)) {
      if (!line.isBlank()) {
        targets.add(target(line.strip().split("\\s+", -1)));
      }
    }
    String confidence = form.get("segment.minConfidence");
    segment.set("minConfidence", RuleFields.number(confidence.isEmpty() ? "0" : confidence));
    if (form.holds("segment.otherwise", "yes")) {
      segment.set("otherwise", assign(form));
    }
    return segment;
  }

  /** Such as {@code spleen BODY 0.8 0.6 0.5}; what does not fit is left to the rule's own check. */
  private static ObjectNode target(String[] words) {
    ObjectNode target = NODES.objectNode().put("structure", words[0]);
    ObjectNode seed = target.putObject("seed").put("from", words.length > 1 ? words[1] : "BODY");
    List<String> names =
        switch (seed.path("from").asText()) {
          case "BODY" -> List.of("left", "back", "head");
          case "PATIENT" -> List.of("x", "y", "z");
          case "PRIOR" -> List.of("maxAgeDays");
          default -> List.of();
        };
    for (int n = 2; n < words.length; n++) {
      String name = n - 2 < names.size() ? names.get(n - 2) : "more";
      seed.set(name, RuleFields.number(words[n]));
    }
    return target;
  }

  private static ObjectNode assign(RuleForm form) {
    ObjectNode assign = NODES.objectNode();
    optional(assign, "project", form.get("assign.project"));
    optional(assign, "account", form.get("assign.account"));
    assign.set("structures", texts(form.get("assign.structures")));
    if (!form.get("assign.due").isEmpty()) {
      assign.set("dueInHours", RuleFields.number(form.get("assign.due")));
    }
    if (!form.get("assign.priority").isEmpty()) {
      assign.set("priority", RuleFields.number(form.get("assign.priority")));
    }
    return assign;
  }

  private static void optional(ObjectNode into, String name, String text) {
    if (!text.isEmpty()) {
      into.put(name, text);
    }
  }

  private static ArrayNode texts(String text) {
    ArrayNode all = NODES.arrayNode();
    RuleFields.parts(text).forEach(all::add);
    return all;
  }

  /** The fields of a list of actions, as far as they can say it. */
  static void put(JsonNode actions, Map<String, String> fields) {
    for (JsonNode action : actions) {
      switch (action.path("action").asText()) {
        case "PREPARE" -> fields.put("prepare", "yes");
        case "SEGMENT" -> segment(action, fields);
        case "ASSIGN" -> {
          fields.put("assign", "yes");
          assign(action, fields);
        }
        case "SEND" -> {
          fields.put("send", "yes");
          fields.put("send.connections", RuleFields.text(action.path("connections")));
          fields.put("send.replace", action.path("replace").asBoolean() ? "yes" : "");
        }
        case "NOTIFY" -> {
          fields.put("notify", "yes");
          fields.put("notify.receiver", action.path("receiver").asText());
        }
        default -> {}
      }
    }
  }

  private static void segment(JsonNode action, Map<String, String> fields) {
    fields.put("segment", "yes");
    fields.put("segment.model", action.path("model").asText(""));
    List<String> lines = new ArrayList<>();
    for (JsonNode target : action.path("targets")) {
      StringBuilder line = new StringBuilder(target.path("structure").asText());
      target.path("seed").forEach(value -> line.append(' ').append(value.asText()));
      lines.add(line.toString());
    }
    fields.put("segment.targets", String.join("\n", lines));
    fields.put("segment.minConfidence", action.path("minConfidence").asText("0"));
    if (action.path("otherwise").isObject()) {
      fields.put("segment.otherwise", "yes");
      assign(action.path("otherwise"), fields);
    }
  }

  private static void assign(JsonNode assign, Map<String, String> fields) {
    fields.put("assign.project", assign.path("project").asText(""));
    fields.put("assign.account", assign.path("account").asText(""));
    fields.put("assign.structures", RuleFields.text(assign.path("structures")));
    fields.put("assign.due", assign.path("dueInHours").asText(""));
    fields.put("assign.priority", assign.path("priority").asText(""));
  }
}
