package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and the dashboard ask for metrics that the service has. */
class MonitoringTest {

  private static final Path METRICS = Path.of("src/test/resources/metrics.txt");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:deepgrow|http|jvm|process|dbscheduler)_[a-z_]+");

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper()
        .readTree(
            Chart.ofKind("gateway", "ConfigMap").get(0).at("/data/deepgrow-pacs.json").asText());
  }

  private static Set<String> metrics(List<String> expressions) {
    Set<String> names = new HashSet<>();
    expressions.forEach(
        e -> METRIC.matcher(e).results().forEach(found -> names.add(found.group())));
    return names;
  }

  private static List<String> alerts() {
    List<String> all = new ArrayList<>();
    Chart.ofKind("gateway", "PrometheusRule")
        .get(0)
        .at("/spec/groups/0/rules")
        .forEach(rule -> all.add(rule.path("expr").asText()));
    return all;
  }

  private static List<String> queries() throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonNode panel : dashboard().path("panels")) {
      panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
    }
    return all;
  }

  @Test
  void everyMetricThatIsAskedForIsOneOfTheService() throws IOException {
    List<String> there = Files.readAllLines(METRICS);
    assertThat(metrics(alerts())).isNotEmpty().isSubsetOf(there);
    assertThat(metrics(queries())).isNotEmpty().isSubsetOf(there);
  }

  @Test
  void everyAlertSaysWhatToDo() {
    JsonNode rules = Chart.ofKind("gateway", "PrometheusRule").get(0).at("/spec/groups/0/rules");
    assertThat(rules).hasSizeGreaterThanOrEqualTo(6);
    for (JsonNode rule : rules) {
      assertThat(rule.path("alert").asText()).startsWith("Deepgrow");
      assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
      assertThat(rule.at("/annotations/description").asText()).isNotEmpty();
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
    }
  }

  @Test
  void everyPanelHasATitleAQueryAndAPlaceOfItsOwn() throws IOException {
    Set<String> places = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      assertThat(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("targets")).isNotEmpty();
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(places.add(panel.at("/gridPos/x") + "," + panel.at("/gridPos/y"))).isTrue();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }
  }

  @Test
  void whatTheClusterDoesNotKnowIsLeftOutUnlessItIsAskedFor() {
    assertThat(Chart.ofKind("external", "ServiceMonitor")).isEmpty();
    assertThat(Chart.ofKind("external", "PrometheusRule")).isEmpty();
    JsonNode monitor = Chart.ofKind("gateway", "ServiceMonitor").get(0);
    assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    JsonNode service = Chart.one("gateway", "Service", "-management");
    monitor
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(
            label ->
                assertThat(service.at("/metadata/labels").get(label.getKey()))
                    .isEqualTo(label.getValue()));
  }
}
