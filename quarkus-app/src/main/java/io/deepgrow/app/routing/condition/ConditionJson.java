package io.deepgrow.app.routing.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads conditions from JSON within limits, and writes them. */
public final class ConditionJson {

  /** Groups within groups. */
  public static final int MOST_DEPTH = 8;

  /** Leaves of one tree. */
  public static final int MOST_LEAVES = 64;

  private static final int MOST_ATTRIBUTE = 200;

  private final boolean ofSeries;
  private int leaves;

  private ConditionJson(boolean ofSeries) {
    this.ofSeries = ofSeries;
  }

  /**
   * Reads a tree.
   *
   * @param path where it stands, such as {@code when}
   * @param ofSeries whether it may ask for what only a series has
   * @throws ConditionException naming the place
   */
  public static Condition read(JsonNode json, String path, boolean ofSeries) {
    return new ConditionJson(ofSeries).read(json, path, 1);
  }

  private Condition read(JsonNode json, String path, int depth) {
    if (!(json instanceof ObjectNode object)) {
      throw new ConditionException(
          path, "write {\"all\": […]}, {\"any\": […]}, {\"none\": […]} or a condition");
    }
    for (Condition.Join join : Condition.Join.values()) {
      String name = name(join);
      if (object.has(name)) {
        return group(object, join, path, depth);
      }
    }
    leaves++;
    if (leaves > MOST_LEAVES) {
      throw new ConditionException(path, "a tree has at most " + MOST_LEAVES + " conditions");
    }
    return leaf(object, path);
  }

  private static String name(Condition.Join join) {
    return join.name().toLowerCase(Locale.ROOT);
  }

  private Condition group(ObjectNode object, Condition.Join join, String path, int depth) {
    String name = name(join);
    String inner = path + "." + name;
    if (object.size() > 1) {
      throw new ConditionException(path, "a group has " + name + " alone");
    }
    if (depth > MOST_DEPTH) {
      throw new ConditionException(path, "groups lie at most " + MOST_DEPTH + " deep");
    }
    if (!(object.get(name) instanceof ArrayNode parts)) {
      throw new ConditionException(inner, "is a list of conditions");
    }
    if (parts.isEmpty() && join != Condition.Join.ALL) {
      throw new ConditionException(inner, "has at least one condition");
    }
    List<Condition> of = new ArrayList<>();
    for (int n = 0; n < parts.size(); n++) {
      if (n == MOST_LEAVES) {
        throw new ConditionException(inner, "a group has at most " + MOST_LEAVES + " parts");
      }
      of.add(read(parts.get(n), inner + "[" + n + "]", depth + 1));
    }
    return new Condition.Group(join, of);
  }

  private Condition.Leaf leaf(ObjectNode object, String path) {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("attribute") && !name.equals("op") && !name.equals("value")) {
        throw new ConditionException(path, "a condition has attribute, op and value alone");
      }
    }
    Attribute attribute = attribute(object.path("attribute"), path + ".attribute");
    Op op =
        Op.of(object.path("op").isTextual() ? object.path("op").asText() : "")
            .orElseThrow(
                () ->
                    new ConditionException(
                        path + ".op",
                        "is one of equals, in, contains, matches, present, <, <=, >, >=, age"));
    return Values.leaf(attribute, op, object.path("value"), path);
  }

  private Attribute attribute(JsonNode json, String path) {
    if (!json.isTextual() || json.asText().length() > MOST_ATTRIBUTE) {
      throw new ConditionException(path, "is the name of what is asked for");
    }
    try {
      Attribute attribute = Attribute.of(json.asText());
      if (attribute.kind().isOfSeries() && !ofSeries) {
        throw new ConditionException(
            path, "is of a series; ask for it in series.where, which chooses series");
      }
      return attribute;
    } catch (ConditionException e) {
      throw e.path().isEmpty() ? new ConditionException(path, e.problem()) : e;
    }
  }

  /** Writes a tree as {@link #read} takes it. */
  public static ObjectNode write(Condition condition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (condition instanceof Condition.Group group) {
      ArrayNode parts = json.putArray(name(group.join()));
      group.of().forEach(part -> parts.add(write(part)));
      return json;
    }
    Condition.Leaf leaf = (Condition.Leaf) condition;
    json.put("attribute", leaf.attribute().text());
    json.put("op", leaf.op().text());
    if (leaf.op() == Op.IN) {
      ArrayNode values = json.putArray("value");
      leaf.values().forEach(value -> values.add(Values.json(value)));
    } else {
      json.set("value", Values.json(leaf.value()));
    }
    return json;
  }
}
