package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod is one that a namespace with Pod Security "restricted" takes, and holds no secret. */
class PodsTest {

  /** What "restricted" lets a pod mount. */
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "emptyDir",
          "projected",
          "secret",
          "persistentVolumeClaim",
          "downwardAPI",
          "csi",
          "ephemeral");

  static List<String> sets() {
    return Chart.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyPodKeepsToWhatRestrictedAsks(String set) {
    for (JsonNode pod : Chart.pods(set)) {
      JsonNode security = pod.path("securityContext");
      assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
      assertThat(security.path("runAsUser").asInt()).isPositive();
      assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
        assertThat(pod.has(host)).as(host).isFalse();
      }
      pod.path("volumes")
          .forEach(
              volume ->
                  volume
                      .fieldNames()
                      .forEachRemaining(
                          field ->
                              assertThat(field.equals("name") || VOLUMES.contains(field))
                                  .as(volume.toString())
                                  .isTrue()));
      Chart.containers(pod).forEach(PodsTest::restricted);
    }
  }

  private static void restricted(JsonNode container) {
    String name = container.path("name").asText();
    JsonNode security = container.path("securityContext");
    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).as(name).isFalse();
    assertThat(security.path("readOnlyRootFilesystem").asBoolean()).as(name).isTrue();
    assertThat(Chart.texts(security.at("/capabilities/drop"))).as(name).containsExactly("ALL");
    assertThat(security.path("privileged").asBoolean()).as(name).isFalse();
    container.path("ports").forEach(port -> assertThat(port.has("hostPort")).isFalse());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyPodHasAMemoryLimitAndNoTokenOfTheClusterAndOnlyVolumesThatThereAre(String set) {
    for (JsonNode pod : Chart.pods(set)) {
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      Set<String> volumes =
          StreamSupport.stream(pod.path("volumes").spliterator(), false)
              .map(volume -> volume.path("name").asText())
              .collect(Collectors.toSet());
      for (JsonNode container : Chart.containers(pod)) {
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        container
            .path("volumeMounts")
            .forEach(
                mount ->
                    assertThat(
                            volumes.contains(mount.path("name").asText())
                                || mount.path("name").asText().equals("data"))
                        .as(mount.toString())
                        .isTrue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theServicesOwnContainersReportToNobodyAndUnpackIntoATmpOfTheirOwn(String set) {
    for (JsonNode pod : Chart.pods(set)) {
      for (JsonNode container : Chart.containers(pod)) {
        if (Chart.variable(container, "DEEPGROW_ROLE").isEmpty()) {
          continue;
        }
        assertThat(Chart.variable(container, "ORT_DISABLE_TELEMETRY")).isEqualTo("1");
        assertThat(Chart.variable(container, "JDK_JAVA_OPTIONS"))
            .contains("-XX:MaxRAMPercentage=50");
        assertThat(Chart.texts(container.path("volumeMounts")))
            .anyMatch(mount -> mount.contains("\"mountPath\":\"/tmp\""));
        JsonNode tmp = pod.path("volumes").get(0);
        assertThat(tmp.path("name").asText()).isEqualTo("tmp");
        // in memory, the network's libraries would count as the container's
        assertThat(tmp.at("/emptyDir/medium").isMissingNode()).isTrue();
        assertThat(tmp.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void noObjectHoldsAPasswordOnlyNamesOfSecrets(String set) {
    assertThat(Chart.ofKind(set, "Secret")).isEmpty();
    for (JsonNode pod : Chart.pods(set)) {
      for (JsonNode container : Chart.containers(pod)) {
        for (JsonNode variable : container.path("env")) {
          String name = variable.path("name").asText();
          if (name.matches(".*(PASSWORD|SECRET|TOKEN|_KEY|SETUP_CODE)$")) {
            assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).as(name).isNotEmpty();
            assertThat(variable.has("value")).as(name).isFalse();
          }
        }
      }
    }
  }
}
