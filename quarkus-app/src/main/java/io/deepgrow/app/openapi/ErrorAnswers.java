package io.deepgrow.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import io.deepgrow.app.compat.protocol.ClientError;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The errors that operations answer with, by status and with their codes: those that the extension
 * {@code x-errors} of an operation names, and those that anything can answer with. A code that is
 * none of {@link ErrorCode} comes with its status, as {@code 422:series.*}.
 */
final class ErrorAnswers {

  static final String EXTENSION = "x-errors";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

  private final String path;
  private final ObjectNode operation;
  private final SortedMap<Integer, SortedSet<String>> codes = new TreeMap<>();

  private ErrorAnswers(String path, ObjectNode operation) {
    this.path = path;
    this.operation = operation;
  }

  /** Gives every operation of a document its errors. */
  static void addTo(ObjectNode document) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
        new ErrorAnswers(path.getKey(), (ObjectNode) each.getValue()).add(each.getKey());
      }
    }
  }

  private void add(String method) {
    JsonNode named = operation.remove(EXTENSION);
    if (named != null) {
      for (String code : named.asText().strip().split("\\s+", -1)) {
        addNamed(code);
      }
    }
    addCommon(method);
    ObjectNode responses = operation.withObjectProperty("responses");
    codes.forEach((status, all) -> answer(responses, status, all, method.equals("head")));
  }

  private void addNamed(String code) {
    int colon = code.indexOf(':');
    if (colon > 0) {
      put(Integer.parseInt(code.substring(0, colon)), code.substring(colon + 1));
    } else if (!code.isEmpty()) {
      put(
          ErrorCode.of(code)
              .orElseThrow(() -> new IllegalArgumentException(path + " names " + code)));
    }
  }

  private void addCommon(String method) {
    put(ErrorCode.BAD_REQUEST);
    put(ErrorCode.HOST_NOT_ALLOWED);
    if (!isPage() && !path.startsWith("/q/")) {
      put(ErrorCode.INTERNAL);
      put(ErrorCode.BUSY);
      put(ErrorCode.UNAVAILABLE);
      put(ErrorCode.STORAGE_FULL);
    }
    if (!operation.path("security").isArray() || !operation.path("security").isEmpty()) {
      put(ErrorCode.UNAUTHENTICATED);
      put(ErrorCode.TOO_MANY_GUESSES);
      put(ErrorCode.TOO_MANY_REQUESTS);
      put(ErrorCode.FORBIDDEN);
    }
    if (CHANGING.contains(method)) {
      put(ErrorCode.CROSS_SITE);
    }
    if (operation.has("requestBody")) {
      put(ErrorCode.BODY_TOO_SLOW);
      put(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    for (JsonNode parameter : operation.path("parameters")) {
      if (!parameter.path("in").asText().equals("header")) {
        put(ErrorCode.NOT_FOUND);
      }
    }
  }

  private boolean isPage() {
    return path.equals("/") || path.equals("/app-config.js");
  }

  private void put(ErrorCode code) {
    put(code.status(), code.code());
  }

  private void put(int status, String code) {
    codes.computeIfAbsent(status, s -> new TreeSet<>()).add(code);
  }

  private void answer(ObjectNode responses, int status, Set<String> all, boolean head) {
    ObjectNode response = responses.withObjectProperty(Integer.toString(status));
    String before = response.path("description").asText("Refused");
    response.put("description", before + ": " + String.join(", ", all));
    if (status == 401) {
      header(response, "WWW-Authenticate", "Bearer");
    }
    if (head) {
      return;
    }
    boolean client = ClientPaths.isClientRoute(path);
    ObjectNode media =
        response
            .withObjectProperty("content")
            .withObjectProperty(client ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE);
    media.set("example", example(status, all.iterator().next().replace("*", "example"), client));
    ObjectNode schema = media.withObjectProperty("schema");
    String pattern =
        all.stream()
            .map(c -> c.replace(".", "\\.").replace("*", "[a-z0-9_]+"))
            .collect(Collectors.joining("|", "^(", ")$"));
    schema
        .withArrayProperty("allOf")
        .addObject()
        .put("$ref", "#/components/schemas/" + (client ? "ClientError" : "Problem"));
    schema.withObjectProperty("properties").withObjectProperty("code").put("pattern", pattern);
  }

  private static JsonNode example(int status, String code, boolean client) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    Problem problem = new Problem("about:blank", title, status, "What is wrong here", code);
    return JSON.valueToTree(client ? ClientError.of(problem) : problem);
  }

  private static void header(ObjectNode response, String name, String value) {
    response
        .withObjectProperty("headers")
        .withObjectProperty(name)
        .withObjectProperty("schema")
        .put("type", "string")
        .put("const", value);
  }
}
