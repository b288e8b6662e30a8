package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

  static List<String> sets() {
    return Chart.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everySetOfValuesPassesHelmsLint(String set, @TempDir Path work) throws Exception {
    LintResult result = Chart.lint(set, work);
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyObjectIsOneThatKubernetesKnowsToTheLastField(String set) {
    assertThat(Chart.objects(set).stream().map(KubernetesKinds::wrong).flatMap(Optional::stream))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void noTwoObjectsHaveOneNameAndAllSayWhoseTheyAre(String set) {
    Set<String> names = new HashSet<>();
    for (JsonNode object : Chart.objects(set)) {
      String name = object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
      assertThat(names.add(name)).as(name).isTrue();
      assertThat(object.at("/metadata/name").asText()).hasSizeLessThanOrEqualTo(63);
      assertThat(object.at("/metadata/labels/app.kubernetes.io~1instance").asText())
          .as(name)
          .isEqualTo("ct");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyServiceLeadsToPortsOfPodsThatItSelects(String set) {
    for (JsonNode service : Chart.ofKind(set, "Service")) {
      String component = service.at("/spec/selector/app.kubernetes.io~1component").asText("api");
      String port = service.at("/spec/ports/0/targetPort").asText();
      assertThat(
              Chart.objects(set).stream()
                  .map(o -> o.at("/spec/template"))
                  .filter(
                      t ->
                          t.at("/metadata/labels/app.kubernetes.io~1component")
                              .asText()
                              .equals(component))
                  .flatMap(t -> Chart.containers(t.path("spec")).stream())
                  .flatMap(c -> Chart.texts(c.path("ports")).stream()))
          .as(service.at("/metadata/name").asText())
          .anyMatch(p -> p.contains("\"name\":\"" + port + "\""));
    }
  }

  @Test
  void aStrictReaderRefusesAFieldThatAKindDoesNotHave() throws Exception {
    JsonNode misspelt =
        Chart.YAML.readTree(
            """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: x},
             spec: {template: {spec: {containers: [{name: a, readynessProbe: {}}]}}}}
            """);
    assertThat(KubernetesKinds.wrong(misspelt))
        .hasValueSatisfying(text -> assertThat(text).contains("readynessProbe"));
  }

  @Test
  void theChartIsOfTheReleaseOfThisRepository() throws Exception {
    Matcher revision =
        Pattern.compile("<revision>([0-9.]+)(-SNAPSHOT)?</revision>")
            .matcher(Files.readString(Path.of("../pom.xml")));
    assertThat(revision.find()).isTrue();
    JsonNode chart = Chart.YAML.readTree(Chart.FOLDER.resolve("Chart.yaml").toFile());
    assertThat(chart.path("appVersion").asText()).isEqualTo(revision.group(1));
    assertThat(chart.path("version").asText()).isEqualTo(revision.group(1));
    assertThat(chart.has("dependencies")).as("a chart without others installs offline").isFalse();
  }
}
