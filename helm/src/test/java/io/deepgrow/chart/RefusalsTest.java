package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values that would give an installation that does not work, or lets in or out what it must not.
 */
class RefusalsTest {

  private static void refused(ObjectNode values, String... words) {
    assertThatThrownBy(() -> Chart.rendered(values)).hasMessageContainingAll(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publicUrl | ''",
        "publicUrl | ct.example.org",
        "publicUrl | https://ct.example.org/deepgrow",
        "replicaCount | 2",
        "api.replicas | 0",
        "api.replica | 2",
        "api.resources.limits | null",
        "api.resources.limits.memory | null",
        "api.resources.limits.memory | lots",
        "image.tag | 'two words'",
        "image.digest | sha256:1234",
        "image.variant | rocm",
        "database.mode | sqlite",
        "database.url | postgresql://db.example.org/x",
        "database.password | secret",
        "database.egress | [{cidr: 10.1.2.3, port: 5432}]",
        "database.egress | [{cidr: 10.1.2.3/32}]",
        "database.egress | [{cidr: 10.1.2.3/32, namespace: x, port: 5432}]",
        "database.egress | [{host: db.example.org, port: 5432}]",
        "pacs.egress | [{cidr: 10.1.2.3/32, port: 99999}]",
        "pacs.url | pacs.example.org",
        "pacs.existingSecret | Not_A_Name",
        "gpu.count | 0",
        "gpu.resource | gpu",
        "jvm.maxRamPercentage | 90",
        "autoscaling.hpa.cpuPercent | 0",
        "autoscaling.keda.minReplicas | 0",
        "networkPolicy.egress | []",
        "monitoring.serviceMonitor.enabled | maybe",
        "extraEnv | [{name: 'A B', value: x}]",
        "extraEnv | [{name: A, value: 1}]",
        "podSecurityContext.runAsUser | 0",
        "shutdown.delay | -1",
        "tmp.medium | Memory",
        "colour | blue",
      })
  void theSchemaRefusesWhatIsMisspeltOrOutOfRange(String path, String value) {
    ObjectNode values = Chart.with(Chart.values("external"), path, value);
    String first = path.split("\\.")[0];
    assertThatThrownBy(() -> Chart.rendered(values))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .message()
        .containsAnyOf(first, path.substring(path.lastIndexOf('.') + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "external | httpRoute.enabled | true | choose one",
        "external | database.url | '' | database.url",
        "external | database.existingSecret | '' | database.existingSecret",
        "external | database.egress | [] | database.egress: say where the database is",
        "external | pacs.egress | [] | pacs.egress: say where the PACS is",
        "hospital-proxy | oidc.egress | [] | oidc.egress: say where the identity provider is",
        "hospital-proxy | oidc.existingSecret | '' | oidc.existingSecret",
        "hospital-proxy | oidc.clientId | '' | oidc.clientId",
        "external | autoscaling.keda.enabled | true | worker.enabled",
        "autoscaled | autoscaling.keda.existingSecret | '' | autoscaling.keda.existingSecret",
        "autoscaled | autoscaling.hpa.minReplicas | 9 | minReplicas is larger",
        "autoscaled | models.storage.enabled | true | models.existingClaim",
        "trial | api.replicas | 2 | one replica and no worker",
        "trial | worker.enabled | true | one replica and no worker",
        "trial | autoscaling.hpa.enabled | true | one replica and no worker",
        "trial | database.existingSecret | '' | username and password",
        "gpu | gpu.enabled | false | image.variant cuda needs gpu.enabled",
        "gpu | image.variant | cpu | gpu.enabled needs image.variant cuda",
        "gpu | gpu.worker | true | gpu.worker needs",
        "gateway | httpRoute.parentRefs | [] | httpRoute.parentRefs",
        "external | extraEnv | [{name: DEEPGROW_ROLE, value: all}] | set by the chart",
        "external | extraEnv | [{name: ORT_DISABLE_TELEMETRY, value: '0'}] | set by the chart",
        "external | extraEnv | [{name: DEEPGROW_SECURITY_ALLOW_ANONYMOUS, value: 'true'}] | let everybody in",
      })
  void valuesThatContradictEachOtherAreRefusedWithWhatToDo(
      String set, String path, String value, String words) {
    refused(Chart.with(Chart.values(set), path, value), words);
  }

  @Test
  void theDefaultsAloneAreRefusedWithTheFirstThingToSet() {
    refused(Chart.YAML.createObjectNode(), "publicUrl");
  }

  @Test
  void valuesThatAllChartsShareStayOpen() {
    assertThat(Chart.rendered(Chart.with(Chart.values("external"), "global.storageClass", "fast")))
        .isNotEmpty();
  }

  @Test
  void everyObjectOfTheSchemaIsClosedButTheSharedAndThoseWithNamesOfTheUser() throws IOException {
    JsonNode schema = Chart.YAML.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    List<String> open = new ArrayList<>();
    walk(schema, "", open);
    assertThat(open).containsExactlyInAnyOrder("/properties/global", VALUE_FROM);
  }

  private static final String VALUE_FROM = "/properties/extraEnv/items/properties/valueFrom";

  private static void walk(JsonNode node, String path, List<String> open) {
    if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
      open.add(path);
    }
    node.properties().forEach(p -> walk(p.getValue(), path + "/" + p.getKey(), open));
  }

  @Test
  void everyDefaultIsInTheSchemaAndEveryPropertyHasADefault() throws IOException {
    JsonNode defaults = Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
    JsonNode schema = Chart.YAML.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    same(defaults, schema, "");
  }

  private static void same(JsonNode defaults, JsonNode schema, String path) {
    if (!schema.path("properties").isObject() || !defaults.isObject()) {
      return;
    }
    List<String> described = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(described::add);
    List<String> given = new ArrayList<>();
    defaults.fieldNames().forEachRemaining(given::add);
    assertThat(given).as(path).containsExactlyInAnyOrderElementsOf(described);
    given.forEach(
        name -> same(defaults.get(name), schema.path("properties").get(name), path + "." + name));
  }
}
