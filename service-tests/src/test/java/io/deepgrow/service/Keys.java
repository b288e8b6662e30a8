package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Makes keys of programs, as the first admin of a service process. */
final class Keys {

  static final String CODE = "setup-code-of-the-test";
  private static final String PASSWORD = "correct horse battery staple";

  private final String root;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final ObjectMapper json = new ObjectMapper();

  private Keys(String root) {
    this.root = root;
  }

  static Keys of(String root) throws Exception {
    Keys keys = new Keys(root);
    String form = "code=" + CODE + "&name=ada&displayName=Ada&password=" + PASSWORD;
    HttpResponse<String> made =
        keys.send("POST", "/setup", form.replace(' ', '+'), "application/x-www-form-urlencoded");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    return keys;
  }

  private HttpResponse<String> send(String method, String path, String body, String type)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, "/api/v1/admin/" + path, body, "application/json");
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
    return json.readTree(answer.body());
  }

  /** The key of a new program with one role. */
  String make(String program, String role) throws Exception {
    String account =
        json("POST", "accounts", "{\"name\":\"" + program + "\",\"kind\":\"PROGRAM\"}")
            .path("id")
            .asText();
    json("PUT", "accounts/" + account + "/grants", "{\"grants\":[{\"role\":\"" + role + "\"}]}");
    String body =
        String.format(
            "{\"account\":\"%s\",\"name\":\"%s\",\"roles\":[\"%s\"],\"days\":30}",
            account, program, role);
    return json("POST", "keys", body).path("key").asText();
  }

  void revoke(String key) throws Exception {
    json("DELETE", "keys/" + key.split("_", -1)[1], "");
  }
}
