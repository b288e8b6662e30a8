package io.deepgrow.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service does what its OpenAPI document says, at every path. */
@QuarkusTest
@TestProfile(ApiProfile.class)
@WithTestResource(TestDatabase.class)
class DeclaredAnswersIT {

  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URI root;

  /** A stream whose example is there, so that its answer does not end for minutes. */
  private static final String ENDLESS = "/api/v1/reading-tasks/events";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SoftAssertions softly = new SoftAssertions();
  private List<ApiOperation> operations = List.of();

  @BeforeEach
  void read() throws IOException, InterruptedException {
    HttpResponse<byte[]> document = send("GET", "/q/openapi?format=json", "");
    assertThat(document.statusCode()).isEqualTo(200);
    operations = ApiOperation.all(document.body());
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Authorization", "Bearer " + ApiProfile.key())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Every path with its parameters filled in, and the methods that it has. */
  private Map<String, Set<String>> paths() {
    return operations.stream()
        .collect(
            Collectors.groupingBy(
                o -> o.exampleUrl().replaceAll("\\?.*", ""),
                Collectors.mapping(ApiOperation::method, Collectors.toCollection(TreeSet::new))));
  }

  @Test
  void aMethodThatAPathDoesNotHaveIsRefusedWithThoseThatItHas() throws Exception {
    for (Map.Entry<String, Set<String>> path : paths().entrySet()) {
      for (String method : METHODS) {
        if (!path.getValue().contains(method)) {
          for (String body : List.of("", "{}")) {
            HttpResponse<byte[]> answer = send(method, path.getKey(), body);
            String what = method + " " + path.getKey() + " '" + body + "'";
            softly.assertThat(answer.statusCode()).as(what).isEqualTo(405);
            softly
                .assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .as(what)
                .contains("request.method_not_allowed");
            softly
                .assertThat(allowed(answer))
                .as(what)
                .containsAll(path.getValue())
                .doesNotContain(method);
          }
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void everyPathTellsItsMethods() throws Exception {
    for (Map.Entry<String, Set<String>> path : paths().entrySet()) {
      HttpResponse<byte[]> answer = send("OPTIONS", path.getKey(), "");
      Set<String> expected = new TreeSet<>(path.getValue());
      expected.add("OPTIONS");
      if (expected.contains("GET")) {
        expected.add("HEAD");
      }
      softly.assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(200);
      softly.assertThat(allowed(answer)).as(path.getKey()).isEqualTo(expected);
    }
    softly.assertAll();
  }

  private static Set<String> allowed(HttpResponse<byte[]> answer) {
    return new TreeSet<>(List.of(answer.headers().firstValue("Allow").orElse("").split(", ", -1)));
  }

  @Test
  void whoHasNoTokenOrAWrongOneIsRefusedByEveryOperationThatIsNotOpen() throws Exception {
    for (ApiOperation each : operations) {
      for (String token : List.of("", "Bearer ffffffffffffffffffffffffffffffff")) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(root.resolve(each.exampleUrl()))
                .method(each.method(), BodyPublishers.noBody());
        if (!token.isEmpty()) {
          request.header("Authorization", token);
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (!each.isOpen()) {
          softly.assertThat(answer.statusCode()).as("%s with '%s'", each, token).isEqualTo(401);
        } else if (!each.path().equals("/auth/token")) {
          softly.assertThat(answer.statusCode()).as("%s with '%s'", each, token).isNotEqualTo(401);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void theAnswerToTheExampleOfEveryOperationIsADeclaredOne() throws Exception {
    for (ApiOperation each : operations) {
      if (each.path().equals(ENDLESS)) {
        continue;
      }
      HttpResponse<byte[]> answer = sendExample(each);
      requireDeclared(each, answer);
      softly.assertThat(answer.statusCode()).as("%s", each).isNotIn(500, 501);
    }
    softly.assertAll();
  }

  @Test
  void theAnswerToNoBodyAndToNonsenseIsADeclaredOne() throws Exception {
    for (ApiOperation each : operations) {
      for (String body : List.of("", "nonsense", "[]", "{\"a\":1}")) {
        if (each.node().has("requestBody")) {
          String type = each.node().path("requestBody").path("content").fieldNames().next();
          requireDeclared(each, send(each.method(), each.exampleUrl(), body, "Content-Type", type));
        }
      }
    }
    softly.assertAll();
  }

  /** An empty value is none. */
  @Test
  void aQueryParameterWithAValueThatCanNotBeIsRefusedByItsName() throws Exception {
    int seen = 0;
    for (ApiOperation each : operations) {
      for (String name : each.typedQueryParameters()) {
        for (String value : List.of("FOO", "1.5", "99999999999999999999")) {
          seen++;
          String url = each.exampleUrl().replaceAll("\\?.*", "") + "?" + name + "=" + value;
          // k is for pictures, the last of the types of a mask
          HttpResponse<byte[]> answer = send(each.method(), url, "", "Accept", each.lastType());
          String what = each.method() + " " + url;
          boolean own = each.path().startsWith("/api/");
          softly.assertThat(answer.statusCode()).as(what).isIn(400, own ? 400 : 422);
          if (!each.method().equals("HEAD")) {
            softly
                .assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .as(what)
                .contains(name + " ")
                .containsPattern("(request|archive)\\.[a-z_]+");
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(40);
    softly.assertAll();
  }

  private HttpResponse<byte[]> sendExample(ApiOperation operation)
      throws IOException, InterruptedException {
    JsonNode json = operation.node().path("requestBody").path("content").path("application/json");
    List<JsonNode> examples = operation.examples(json);
    return examples.isEmpty()
        ? send(operation.method(), operation.exampleUrl(), "")
        : send(
            operation.method(),
            operation.exampleUrl(),
            JSON.writeValueAsString(examples.get(0)),
            "Content-Type",
            "application/json");
  }

  private void requireDeclared(ApiOperation operation, HttpResponse<byte[]> answer)
      throws IOException {
    String what =
        operation
            + " "
            + answer.statusCode()
            + " "
            + new String(answer.body(), StandardCharsets.UTF_8);
    JsonNode declared = operation.answer(answer.statusCode()).orElse(null);
    softly.assertThat(declared).as("%s is declared", what).isNotNull();
    if (declared == null || operation.method().equals("HEAD")) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(" *;.*", "");
    JsonNode media = declared.path("content").path(type);
    if (answer.body().length > 0) {
      softly.assertThat(media.isMissingNode()).as("%s: %s is declared", what, type).isFalse();
      if (type.endsWith("json")) {
        softly
            .assertThat(operation.validate(media.path("schema"), JSON.readTree(answer.body())))
            .as(what)
            .isEmpty();
      }
    }
  }
}
