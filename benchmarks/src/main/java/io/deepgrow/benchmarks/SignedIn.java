package io.deepgrow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes people and programs of a service that lets nobody in unknown, and what they call with. */
final class SignedIn {

  /** With which a fresh service makes its first admin. */
  static final String CODE = "setup-code-of-the-benchmark";

  private static final String PASSWORD = "correct horse battery staple";
  private static final Map<String, String> FROM_HERE = Map.of("Sec-Fetch-Site", "same-origin");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;
  private final Map<String, String> admin;

  SignedIn(String root) throws IOException, InterruptedException {
    this.root = root;
    form("/setup", Map.of("code", CODE, "name", "ada", "displayName", "Ada", "password", PASSWORD));
    this.admin = cookie("ada");
  }

  /** The headers of a person who annotates in one project, which has this study alone. */
  Map<String, String> annotator(String study) throws IOException, InterruptedException {
    String project = post("/api/v1/admin/projects", Map.of("name", "bench")).path("id").asText();
    post("/api/v1/admin/projects/" + project + "/studies", Map.of("studyUids", List.of(study)));
    account("grace", "PERSON", Map.of("role", "ANNOTATOR", "project", project));
    return cookie("grace");
  }

  /** The headers of a program with a key. */
  Map<String, String> program() throws IOException, InterruptedException {
    String robot = account("robot", "PROGRAM", Map.of("role", "SERVICE"));
    JsonNode key =
        post(
            "/api/v1/admin/keys",
            Map.of("account", robot, "name", "bench", "roles", List.of("SERVICE"), "days", 1));
    return Map.of("Authorization", "Bearer " + key.path("key").asText());
  }

  private String account(String name, String kind, Map<String, String> grant)
      throws IOException, InterruptedException {
    Map<String, String> account =
        kind.equals("PERSON")
            ? Map.of("name", name, "kind", kind, "password", PASSWORD)
            : Map.of("name", name, "kind", kind);
    String id = post("/api/v1/admin/accounts", account).path("id").asText();
    send("PUT", "/api/v1/admin/accounts/" + id + "/grants", Map.of("grants", List.of(grant)));
    return id;
  }

  private Map<String, String> cookie(String name) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        form("/sign-in", Map.of("name", name, "password", PASSWORD, "to", "/console"));
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("deepgrow="))
            .findFirst()
            .orElseThrow(() -> new IOException("The service did not sign " + name + " in"));
    return Map.of("Cookie", cookie.split(";")[0], "Sec-Fetch-Site", "same-origin");
  }

  private HttpResponse<byte[]> form(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    FROM_HERE.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  private JsonNode send(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    admin.forEach(request::header);
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException("The service answered " + answer.statusCode() + " to " + path);
    }
    return json.readTree(answer.body());
  }
}
