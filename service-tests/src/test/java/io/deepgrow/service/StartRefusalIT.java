package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that can't or must not run says why in one sentence, and ends. */
class StartRefusalIT {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  @TempDir private Path folder;

  private String refused(String... settings) throws IOException, InterruptedException {
    Process process = ServiceProcess.launch(folder, NOWHERE, 0, settings);
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("the service runs with " + List.of(settings)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    return ServiceProcess.log(folder);
  }

  @Test
  void withoutADatabaseItNamesTheSettingInOneLine() throws Exception {
    for (String url : List.of("-Dother=setting", "-Dquarkus.datasource.jdbc.url=")) {
      Files.deleteIfExists(folder.resolve("service.log"));
      String log =
          refused("-Dquarkus.profile=prod", "-Ddeepgrow.security.allow-anonymous=true", url);
      assertThat(log)
          .startsWith("No database is named: set quarkus.datasource.jdbc.url")
          .hasLineCount(1);
    }
  }

  @Test
  void aProviderThatIsNotThereIsNamedAndEndsTheStart() throws Exception {
    String log = refused("-Ddeepgrow.models.providers=CUDA");
    assertThat(log)
        .contains("Model deepgrow-compact: provider CUDA is required but missing")
        .doesNotContain("\tat ");
  }

  @Test
  void aTokenThatCanBeGuessedEndsTheStart() throws Exception {
    String log =
        refused("-Ddeepgrow.security.allow-anonymous=false", "-Ddeepgrow.security.token=secret");
    assertThat(log)
        .contains("deepgrow.security.token can be guessed: give it at least 32 characters")
        .doesNotContain("\tat ");
  }

  @Test
  void aPasswordThatWouldCrossTheNetworkInClearEndsTheStart() throws Exception {
    String log =
        refused(
            "-Ddeepgrow.pacs.url=http://pacs.example.org/dicom-web",
            "-Ddeepgrow.pacs.username=u",
            "-Ddeepgrow.pacs.password=p");
    assertThat(log).contains("would cross the network in clear").doesNotContain("\tat ");
  }

  @Test
  void listeningBeyondThisMachineWithoutTlsCanBeRefused() throws Exception {
    String log = refused("-Dquarkus.http.host=0.0.0.0", "-Ddeepgrow.http.require-tls=true");
    assertThat(log).contains("would listen on 0.0.0.0 without TLS").doesNotContain("\tat ");
  }
}
