package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an upgrade, a drain and a scaling do to the processes. */
class RolloutTest {

  static List<String> sets() {
    return Chart.sets();
  }

  private static JsonNode surge(String set, String ending) {
    return Chart.one(set, "Deployment", ending).at("/spec/strategy/rollingUpdate");
  }

  private static JsonNode container(String set, String ending) {
    return Chart.one(set, "Deployment", ending).at("/spec/template/spec/containers/0");
  }

  @Test
  void whoHoldsAGpuLetsItGoBeforeTheNextOneStarts() {
    assertThat(surge("gpu", "-api").path("maxSurge").asInt(-1)).isZero();
    assertThat(surge("gpu", "-api").path("maxUnavailable").asInt()).isEqualTo(1);
    assertThat(surge("gpu-workers", "-worker").path("maxSurge").asInt(-1)).isZero();
    assertThat(surge("external", "-api").path("maxUnavailable").asInt(-1)).isZero();
  }

  @Test
  void aGpuIsLimitedNamedAndUsed() {
    JsonNode container = container("gpu", "-api");
    assertThat(container.at("/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(1);
    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("4Gi");
    assertThat(Chart.variable(container, "DEEPGROW_MODELS_PROVIDERS")).isEqualTo("cuda,cpu");
    assertThat(container.path("image").asText()).endsWith(":0.1.0-cuda");
    JsonNode pod = Chart.one("gpu", "Deployment", "-api").at("/spec/template/spec");
    assertThat(pod.path("runtimeClassName").asText()).isEqualTo("nvidia");
    assertThat(pod.at("/nodeSelector/nvidia.com~1gpu.present").asText()).isEqualTo("true");
    assertThat(pod.path("tolerations")).hasSize(1);
    JsonNode worker = Chart.one("gpu-workers", "Deployment", "-worker").at("/spec/template/spec");
    assertThat(worker.at("/nodeSelector/pool").asText()).isEqualTo("batch");
    assertThat(worker.at("/containers/0/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(2);
  }

  @Test
  void withoutAGpuNothingOfOneIsThere() {
    assertThat(Chart.one("external", "Deployment", "-api").toString())
        .doesNotContain("nvidia")
        .contains("\"value\":\"cpu\"");
  }

  @Test
  void aBudgetIsThereForTwoReplicasAndNeverForOne() {
    assertThat(Chart.ofKind("external", "PodDisruptionBudget")).isEmpty();
    assertThat(Chart.ofKind("gpu-workers", "PodDisruptionBudget")).isEmpty();
    assertThat(Chart.ofKind("gateway", "PodDisruptionBudget"))
        .hasSize(2)
        .allSatisfy(b -> assertThat(b.at("/spec/maxUnavailable").asInt()).isEqualTo(1));
    assertThat(Chart.ofKind("autoscaled", "PodDisruptionBudget"))
        .singleElement()
        .satisfies(b -> assertThat(b.at("/metadata/name").asText()).endsWith("-api"));
  }

  @Test
  void whoIsScaledByAnotherHasNoNumberOfReplicasHere() {
    for (String ending : List.of("-api", "-worker")) {
      JsonNode spec = Chart.one("autoscaled", "Deployment", ending).path("spec");
      assertThat(spec.has("replicas")).isFalse();
    }
    assertThat(Chart.one("gateway", "Deployment", "-api").at("/spec/replicas").asInt())
        .isEqualTo(3);
    String api = Chart.one("autoscaled", "Deployment", "-api").at("/metadata/name").asText();
    assertThat(
            Chart.one("autoscaled", "HorizontalPodAutoscaler", "-api")
                .at("/spec/scaleTargetRef/name")
                .asText())
        .isEqualTo(api);
    JsonNode scaled = Chart.one("autoscaled", "ScaledObject", "-worker");
    assertThat(scaled.at("/spec/scaleTargetRef/name").asText())
        .isEqualTo(Chart.one("autoscaled", "Deployment", "-worker").at("/metadata/name").asText());
    assertThat(scaled.at("/spec/minReplicaCount").asInt()).isPositive();
  }

  @Test
  void oneProcessDoesEverythingUntilThereAreWorkers() {
    assertThat(Chart.variable(container("external", "-api"), "DEEPGROW_ROLE")).isEqualTo("all");
    assertThat(Chart.ofKind("external", "Deployment")).hasSize(1);
    assertThat(Chart.variable(container("gateway", "-api"), "DEEPGROW_ROLE")).isEqualTo("api");
    assertThat(Chart.variable(container("gateway", "-worker"), "DEEPGROW_ROLE"))
        .isEqualTo("worker");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theSchemaIsMadeByOneProcessAndAwaitedByTheOthers(String set) {
    for (JsonNode deployment : Chart.ofKind(set, "Deployment")) {
      assertThat(
              Chart.variable(
                  deployment.at("/spec/template/spec/containers/0"),
                  "QUARKUS_FLYWAY_MIGRATE_AT_START"))
          .isEqualTo("false");
    }
    long migrations =
        Chart.pods(set).stream()
            .flatMap(pod -> Chart.containers(pod).stream())
            .filter(c -> Chart.variable(c, "DEEPGROW_ROLE").equals("migrate"))
            .count();
    assertThat(migrations).isEqualTo(1);
  }

  @Test
  void aHookNeedsNothingThatTheReleaseItselfMakes() {
    JsonNode job = Chart.one("external", "Job", "-migrate");
    assertThat(job.at("/metadata/annotations/hook").asText()).isEqualTo("pre-install,pre-upgrade");
    assertThat(job.at("/spec/template/spec").has("serviceAccountName")).isFalse();
  }

  @Test
  void aDatabaseOfTheReleaseIsMigratedOnceItIsThere() {
    for (String set : List.of("trial", "cnpg")) {
      assertThat(Chart.ofKind(set, "Job")).isEmpty();
      assertThat(
              Chart.one(set, "Deployment", "-api")
                  .at("/spec/template/spec/initContainers/0/name")
                  .asText())
          .isEqualTo("migrate");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void whoStopsHasTimeForTheDelayAndForWhatRuns(String set) {
    for (JsonNode deployment : Chart.ofKind(set, "Deployment")) {
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      assertThat(seconds(container, "QUARKUS_SHUTDOWN_DELAY")).isEqualTo(10);
      assertThat(pod.path("terminationGracePeriodSeconds").asInt())
          .isGreaterThanOrEqualTo(
              seconds(container, "QUARKUS_SHUTDOWN_DELAY")
                  + seconds(container, "QUARKUS_SHUTDOWN_TIMEOUT")
                  + 10);
      assertThat(container.at("/readinessProbe/httpGet/path").asText())
          .isEqualTo("/q/health/ready");
      assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
      JsonNode startup = container.path("startupProbe");
      assertThat(startup.path("periodSeconds").asInt() * startup.path("failureThreshold").asInt())
          .isGreaterThanOrEqualTo(120);
    }
  }

  private static int seconds(JsonNode container, String name) {
    return Integer.parseInt(Chart.variable(container, name).replace("S", ""));
  }

  @Test
  void modelsAreSharedWhereThereIsAClaim() {
    assertThat(
            Chart.one("cnpg", "PersistentVolumeClaim", "-models")
                .at("/spec/accessModes/0")
                .asText())
        .isEqualTo("ReadWriteMany");
    assertThat(Chart.one("autoscaled", "Deployment", "-worker").toString())
        .contains("\"claimName\":\"deepgrow-models\"");
  }
}
