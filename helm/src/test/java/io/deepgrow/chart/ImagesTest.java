package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which images an installation needs. */
class ImagesTest {

  private static List<String> images(String set) {
    return Chart.pods(set).stream()
        .flatMap(pod -> Chart.containers(pod).stream())
        .map(container -> container.path("image").asText())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void oneRegistryOfYourOwnGoesBeforeEveryImage() {
    assertThat(images("air-gapped"))
        .hasSize(2)
        .allMatch(image -> image.startsWith("registry.example.org/mirror/"))
        .anyMatch(image -> image.contains("deepgrow-pacs@sha256:"))
        .anyMatch(image -> image.endsWith("/postgres:17.6"));
    Chart.pods("air-gapped")
        .forEach(
            pod ->
                assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("mirror-login"));
  }

  @Test
  void anImageThatNamesItsRegistryStaysThere() {
    var values =
        Chart.with(
            Chart.values("air-gapped"), "database.trial.image", "docker.example.org/postgres:17");
    assertThat(Chart.rendered(values).toString())
        .contains("\"docker.example.org/postgres:17\"")
        .contains("\"registry.example.org/mirror/deepgrow-pacs");
  }

  @Test
  void anInstallationWithADatabaseOfYoursNeedsOneImageItsTestToo() {
    assertThat(images("external")).containsExactly("deepgrow-pacs:0.1.0");
    assertThat(images("gpu-workers")).containsExactly("deepgrow-pacs:0.1.0-cuda12");
  }

  @Test
  void thePageForSitesWithoutTheInternetNamesEveryImage() throws IOException {
    String page = Files.readString(Path.of("../docs/kubernetes.md"));
    Stream.of("external", "gpu", "trial")
        .flatMap(set -> images(set).stream())
        .forEach(image -> assertThat(page).contains("`" + image + "`"));
  }
}
