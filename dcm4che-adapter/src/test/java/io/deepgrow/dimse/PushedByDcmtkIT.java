package io.deepgrow.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.QidoQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modality that pushes, played by dcmtk. */
class PushedByDcmtkIT {

  private static final Path STORESCU = Path.of("/usr/bin/storescu");

  @TempDir Path folder;

  private int storescu(Gateway to, String title, Path files) throws Exception {
    Process process =
        new ProcessBuilder(
                STORESCU.toString(),
                "-aet",
                title,
                "-aec",
                Gateways.TITLE,
                "+sd",
                "127.0.0.1",
                Integer.toString(to.dimsePort()),
                files.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("storescu.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void aSeriesIsTakenFromWhoMayPushAndFromNobodyElse() throws Exception {
    assumeTrue(Files.isExecutable(STORESCU), "dcmtk is not installed");
    Path files = Files.createDirectories(folder.resolve("files"));
    List<DicomFile> series = Gateways.series(6, 4);
    for (int n = 0; n < series.size(); n++) {
      Files.write(files.resolve(n + ".dcm"), DicomWriter.bytes(series.get(n)));
    }
    try (Gateway gateway =
        Gateway.start(Gateways.settings(folder.resolve("held"), Optional.empty()))) {
      assertThat(storescu(gateway, "STRANGER", files)).isNotZero();
      assertThat(Gateways.client(gateway).studies(QidoQuery.all())).isEmpty();

      assertThat(storescu(gateway, "SCANNER", files)).isZero();
      DicomFile first = series.get(0);
      assertThat(
              Gateways.client(gateway)
                  .instances(Gateways.study(first), Gateways.series(first), QidoQuery.all()))
          .hasSize(4);
    }
  }
}
