package io.deepgrow.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what somebody needs who has nothing else. */
@QuarkusTest
@TestProfile(ApiProfile.class)
@WithTestResource(TestDatabase.class)
class ApiDocumentIT {

  private final SoftAssertions softly = new SoftAssertions();
  private List<ApiOperation> operations = List.of();

  @BeforeEach
  void read() throws IOException {
    byte[] document =
        RestAssured.given()
            .header("Authorization", "Bearer " + ApiProfile.TOKEN)
            .get("/q/openapi?format=json")
            .asByteArray();
    operations = ApiOperation.all(document);
    assertThat(operations).hasSizeGreaterThan(90);
  }

  @Test
  void everyOperationHasASummaryATagAndANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    for (ApiOperation each : operations) {
      softly.assertThat(each.node().path("summary").asText()).as("%s", each).isNotBlank();
      softly.assertThat(each.node().path("tags")).as("%s", each).isNotEmpty();
      String name = each.node().path("operationId").asText();
      softly.assertThat(name).as("%s", each).matches("[a-z][A-Za-z0-9]+");
      softly.assertThat(names.add(name)).as("%s: %s is another's", each, name).isTrue();
    }
    softly.assertAll();
  }

  @Test
  void everyParameterIsDescribedWithAnExampleThatValidates() {
    for (ApiOperation each : operations) {
      for (JsonNode parameter : each.node().path("parameters")) {
        String what = each + " " + parameter.path("name").asText();
        softly.assertThat(parameter.path("description").asText()).as(what).isNotBlank();
        softly.assertThat(parameter.has("example")).as(what + " has an example").isTrue();
        softly
            .assertThat(each.validate(parameter.path("schema"), parameter.path("example")))
            .as(what)
            .isEmpty();
      }
    }
    softly.assertAll();
  }

  @Test
  void everyParameterOfAPathHasItsFormAndLimits() {
    for (ApiOperation each : operations) {
      for (JsonNode parameter : each.node().path("parameters")) {
        if (parameter.path("in").asText().equals("path")) {
          JsonNode schema = resolved(each, parameter.path("schema"));
          boolean text = schema.has("pattern");
          boolean number = schema.has("minimum") && schema.path("type").asText().equals("integer");
          softly
              .assertThat(text || number)
              .as("%s: pattern or minimum of %s", each, parameter.path("name"))
              .isTrue();
        }
      }
    }
    softly.assertAll();
  }

  private static JsonNode resolved(ApiOperation operation, JsonNode schema) {
    return schema.has("$ref")
        ? operation.document().at(schema.get("$ref").asText().substring(1))
        : schema;
  }

  @Test
  void everyBodyHasAnExampleAndAllExamplesValidate() {
    for (ApiOperation each : operations) {
      if (each.node().has("requestBody")) {
        requireExample(each, "body", each.node().path("requestBody").path("content"));
      }
      each.node()
          .path("responses")
          .properties()
          .forEach(
              answer -> {
                JsonNode content = answer.getValue().path("content");
                if (!content.isMissingNode()) {
                  requireExample(each, answer.getKey(), content);
                }
              });
    }
    softly.assertAll();
  }

  private void requireExample(ApiOperation operation, String what, JsonNode content) {
    int count = 0;
    for (JsonNode media : content) {
      for (JsonNode example : operation.examples(media)) {
        count++;
        softly
            .assertThat(operation.validate(media.path("schema"), example))
            .as("%s %s %s", operation, what, example)
            .isEmpty();
      }
    }
    softly.assertThat(count).as("examples of %s %s", operation, what).isPositive();
  }

  @Test
  void everyOperationDeclaresItsErrorsWithTheirCodes() {
    for (ApiOperation each : operations) {
      String type =
          ClientPaths.isClientRoute(each.path()) ? "application/json" : "application/problem+json";
      softly.assertThat(each.answer(400)).as("%s 400", each).isPresent();
      softly.assertThat(each.answer(421)).as("%s 421", each).isPresent();
      softly.assertThat(each.answer(401).isPresent() || each.isOpen()).as("%s 401", each).isTrue();
      each.node()
          .path("responses")
          .properties()
          .forEach(
              answer -> {
                String description = answer.getValue().path("description").asText();
                boolean error = answer.getKey().compareTo("400") >= 0;
                if (error && description.contains(": ") && !each.method().equals("HEAD")) {
                  softly
                      .assertThat(answer.getValue().path("content").has(type))
                      .as("%s %s as %s", each, answer.getKey(), type)
                      .isTrue();
                }
              });
    }
    softly.assertAll();
  }
}
