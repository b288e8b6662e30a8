package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What Helm prints after an installation: the next step for this very installation. */
class NotesTest {

  private static String notes(String set) {
    String printed =
        new Helm(Chart.FOLDER)
            .install()
            .withName("ct")
            .withNamespace("hospital")
            .withKubeVersion("1.34.0")
            .clientOnly()
            .dryRun()
            .withValuesFile(Path.of("src/test/resources/values/" + set + ".yaml"))
            .call()
            .getOutput();
    return printed.substring(printed.indexOf("NOTES:"));
  }

  @Test
  void theNextStepsAreNamedWithTheNamesOfThisInstallation() {
    assertThat(notes("external"))
        .contains("kubectl -n hospital rollout status deployment/ct-deepgrow-pacs-api")
        .contains("helm -n hospital test ct")
        .contains("Open https://ct.example.org/setup")
        .contains("the key setup-code of the secret deepgrow-secrets")
        .contains("Rolling back the chart does not roll back the database's schema")
        .contains("Versions of models that are uploaded live and die with their pod")
        .doesNotContain("No PACS is set", "WARNING", "port-forward");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(notes("trial"))
        .contains("port-forward service/ct-deepgrow-pacs 8080:80")
        .contains("the log of the pod that started last")
        .contains("No PACS is set")
        .contains("WARNING: the database is the chart's trial database");
    assertThat(notes("gpu-workers")).contains("networkPolicy.enabled is false");
    assertThat(notes("autoscaled")).doesNotContain("live and die with their pod");
  }
}
