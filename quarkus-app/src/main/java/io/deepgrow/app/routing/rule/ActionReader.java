package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.ActionBounds;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.condition.ConditionException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the list of what is done from JSON, and writes it. */
final class ActionReader {

  /** Actions of one rule. */
  static final int MOST = 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .withCoercionConfig(LogicalType.Integer, ActionReader::strict)
          .withCoercionConfig(LogicalType.Float, ActionReader::number)
          .withCoercionConfig(LogicalType.Boolean, ActionReader::strict)
          .withCoercionConfig(LogicalType.Textual, ActionReader::strict)
          .build();

  private ActionReader() {}

  private static void strict(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static void number(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  /**
   * Reads the list; what may be left out is filled in.
   *
   * @throws ConditionException naming the place
   */
  static List<Action> read(JsonNode json, String path) {
    if (!(json instanceof ArrayNode array) || array.isEmpty() || array.size() > MOST) {
      throw new ConditionException(path, "is a list of 1 to " + MOST + " actions");
    }
    List<Action> actions = new ArrayList<>();
    for (int n = 0; n < array.size(); n++) {
      String place = path + "[" + n + "]";
      if (!(array.get(n) instanceof ObjectNode object)) {
        throw new ConditionException(place, "is an object with an action");
      }
      Action action = read(filled(object.deepCopy()), place);
      ActionBounds.require(action, place, ConditionException::new);
      actions.add(action);
    }
    return actions;
  }

  private static Action read(ObjectNode object, String place) {
    try {
      return JSON.treeToValue(object, Action.class);
    } catch (InvalidTypeIdException e) {
      String named = path(e);
      throw new ConditionException(
          place + named,
          named.isEmpty()
              ? "action is one of PREPARE, SEGMENT, ASSIGN, SEND, NOTIFY"
              : "from is one of BODY, PATIENT, PRIOR, ORDER");
    } catch (UnrecognizedPropertyException e) {
      throw new ConditionException(place + path(e), "is not known here");
    } catch (JsonMappingException e) {
      throw new ConditionException(place + path(e), "does not fit, or something is missing");
    } catch (JsonProcessingException e) {
      throw new ConditionException(place, "can't be read");
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
        .collect(Collectors.joining());
  }

  private static ObjectNode filled(ObjectNode object) {
    switch (object.path("action").asText()) {
      case "ASSIGN" -> assign(object);
      case "SEGMENT" -> {
        if (!object.has("minConfidence")) {
          object.put("minConfidence", 0);
        }
        if (object.path("otherwise") instanceof ObjectNode otherwise) {
          otherwise.put("action", "ASSIGN");
          assign(otherwise);
        }
      }
      case "SEND" -> {
        if (!object.has("replace")) {
          object.put("replace", false);
        }
      }
      default -> {}
    }
    return object;
  }

  private static void assign(ObjectNode object) {
    if (!object.has("structures")) {
      object.putArray("structures");
    }
    if (!object.has("priority")) {
      object.put("priority", Assign.USUAL);
    }
  }

  /** Writes an action as {@link #read} takes it. */
  static ObjectNode write(Action action) {
    return JSON.valueToTree(action);
  }
}
