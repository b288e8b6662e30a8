package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When each alert is raised, by Prometheus' own tool on made-up series. */
class AlertsTest {

  /** Debian's package prometheus has it. */
  private static final String TOOL = System.getenv().getOrDefault("PROMTOOL", "promtool");

  @TempDir private Path folder;

  @Test
  void alertsAreRaisedWhenTheyShouldBeAndForThisNamespaceOnly() throws Exception {
    assumeTrue(run("--version") == 0, TOOL + " is not there");
    Path rules = folder.resolve("rules.yaml");
    Chart.YAML.writeValue(
        rules.toFile(), Chart.ofKind("gateway", "PrometheusRule").get(0).path("spec"));
    // what the library renders has no namespace
    Files.writeString(
        rules, Files.readString(rules).replace("namespace=\\\"\\\"", "namespace=\\\"default\\\""));
    Path tests = folder.resolve("alerts.yaml");
    Files.writeString(
        tests,
        Files.readString(Path.of("src/test/resources/alerts.yaml"))
            .replace("RULES", rules.toString()));

    assertRuns("check", "rules", rules.toString());
    assertRuns("test", "rules", tests.toString());
  }

  private int run(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(TOOL));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private void assertRuns(String... arguments) throws Exception {
    int status = run(arguments);
    assertThat(status).as(Files.readString(folder.resolve("said"))).isZero();
  }
}
