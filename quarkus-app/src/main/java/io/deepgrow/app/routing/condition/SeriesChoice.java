package io.deepgrow.app.routing.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which series of a study a rule works on.
 *
 * @param where what each has to meet
 * @param prefer which come first, the most important first
 * @param atMost how many are taken
 * @param derived whether Segmentations, reports and derived images are looked at too
 */
public record SeriesChoice(Condition where, List<Preference> prefer, int atMost, boolean derived) {

  /** What makes one of several series the better one. */
  public enum Preference {
    THINNEST,
    MOST_INSTANCES,
    /** By the time of the series, else of its acquisition. */
    LATEST
  }

  /** How many may be taken. */
  public static final int MOST = 20;

  private static final Set<String> FIELDS = Set.of("where", "prefer", "atMost", "derived");

  public SeriesChoice {
    prefer = List.copyOf(prefer);
  }

  /**
   * Reads a choice; what is left out is: every original series, one at most, the thinnest of them.
   *
   * @throws ConditionException naming the place
   */
  public static SeriesChoice read(JsonNode json, String path) {
    if (json.isMissingNode() || json.isNull()) {
      return new SeriesChoice(Condition.always(), List.of(Preference.THINNEST), 1, false);
    }
    if (!(json instanceof ObjectNode object)) {
      throw new ConditionException(path, "is an object of where, prefer, atMost and derived");
    }
    for (var names = object.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw new ConditionException(path, "has where, prefer, atMost and derived alone");
      }
    }
    Condition where =
        object.has("where")
            ? ConditionJson.read(object.get("where"), path + ".where", true)
            : Condition.always();
    JsonNode atMost = object.path("atMost");
    if (!atMost.isMissingNode()
        && (!atMost.isInt() || atMost.intValue() < 1 || atMost.intValue() > MOST)) {
      throw new ConditionException(path + ".atMost", "is 1 to " + MOST);
    }
    JsonNode derived = object.path("derived");
    if (!derived.isMissingNode() && !derived.isBoolean()) {
      throw new ConditionException(path + ".derived", "is true or false");
    }
    return new SeriesChoice(
        where,
        prefer(object.path("prefer"), path + ".prefer"),
        atMost.isMissingNode() ? 1 : atMost.intValue(),
        derived.asBoolean(false));
  }

  private static List<Preference> prefer(JsonNode json, String path) {
    if (json.isMissingNode()) {
      return List.of(Preference.THINNEST);
    }
    Preference[] all = Preference.values();
    if (!(json instanceof ArrayNode array) || array.size() > all.length) {
      throw new ConditionException(path, "is a list of THINNEST, MOST_INSTANCES, LATEST");
    }
    List<Preference> prefer = new ArrayList<>();
    for (int n = 0; n < array.size(); n++) {
      String name = array.get(n).asText();
      String place = path + "[" + n + "]";
      Preference preference =
          Arrays.stream(all)
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ConditionException(place, "is one of THINNEST, MOST_INSTANCES, LATEST"));
      if (prefer.contains(preference)) {
        throw new ConditionException(place, "is there twice");
      }
      prefer.add(preference);
    }
    return prefer;
  }

  /** Writes a choice as {@link #read} takes it. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("where", ConditionJson.write(where));
    ArrayNode names = json.putArray("prefer");
    prefer.forEach(each -> names.add(each.name()));
    return json.put("atMost", atMost).put("derived", derived);
  }
}
