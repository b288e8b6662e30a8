package io.deepgrow.app.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.People;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.pacs.SharedPacs;
import io.deepgrow.app.pacs.SharedPacsProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the API as each role, against the table beside this test: an operation without
 * a line fails it, and so does a line without an operation.
 */
@QuarkusTest
@TestProfile(SharedPacsProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(SharedPacs.class)
class RoleMatrixIT {

  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** The roles that may, by operation; empty where nobody has to say who they are. */
  private static Map<String, Set<Role>> table() throws IOException {
    Map<String, Set<Role>> table = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(RoleMatrixIT.class.getResourceAsStream("role-matrix.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] columns = line.split("\\s+", -1);
                table.put(columns[0] + " " + columns[1], roles(columns[2]));
              });
    }
    return table;
  }

  private static Set<Role> roles(String column) {
    return switch (column) {
      case "open" -> Set.of();
      case "signed-in" -> EnumSet.allOf(Role.class);
      default ->
          Arrays.stream(column.split(",", -1)).map(Role::valueOf).collect(Collectors.toSet());
    };
  }

  /** How an operation is called. */
  private record Call(String url, String type) {}

  private static Map<String, Call> operations() throws IOException {
    byte[] document =
        given().spec(People.admin()).get("/q/openapi?format=json").then().extract().asByteArray();
    JsonNode paths = new ObjectMapper().readTree(document).path("paths");
    Map<String, Call> operations = new TreeMap<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                call(path.getKey(), method.getValue()))));
    return operations;
  }

  private static Call call(String path, JsonNode operation) {
    String url = path;
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        url =
            url.replace(
                "{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
      }
    }
    Iterator<String> types = operation.path("requestBody").path("content").fieldNames();
    return new Call(url, types.hasNext() ? types.next() : "application/json");
  }

  private static int status(RequestSpecification as, String operation, Call call) {
    String method = operation.substring(0, operation.indexOf(' '));
    RequestSpecification request = given().spec(as).redirects().follow(false);
    if (!method.equals("GET") && !method.equals("HEAD")) {
      request = request.contentType(call.type()).body("{}".getBytes(StandardCharsets.UTF_8));
    }
    return request.request(method, call.url()).statusCode();
  }

  @Test
  void everyOperationIsForTheRolesOfItsLineAndForNobodyElse() throws IOException {
    Map<String, Set<Role>> table = table();
    Map<String, Call> operations = operations();
    assertThat(operations.keySet()).isEqualTo(table.keySet());
    Map<Role, RequestSpecification> callers = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String name = "only-" + role.name().toLowerCase(Locale.ROOT);
      People.create(name, role.name());
      callers.put(role, People.as(name));
    }
    SoftAssertions softly = new SoftAssertions();
    operations.forEach(
        (operation, call) -> {
          Set<Role> allowed = table.getOrDefault(operation, Set.of());
          if (allowed.isEmpty() || operation.contains("/events")) {
            return;
          }
          softly.assertThat(status(given(), operation, call)).as(operation).isEqualTo(401);
          callers.forEach(
              (role, caller) -> {
                int status = status(caller, operation, call);
                boolean may = role.withIncluded().stream().anyMatch(allowed::contains);
                if (may) {
                  softly.assertThat(status).as("%s as %s", operation, role).isNotIn(REFUSED);
                } else {
                  softly.assertThat(status).as("%s as %s", operation, role).isEqualTo(403);
                }
              });
        });
    softly.assertAll();
  }
}
