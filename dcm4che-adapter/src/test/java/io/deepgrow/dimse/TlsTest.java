package io.deepgrow.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.dicomweb.StoreOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Associations under TLS, both sides with a certificate. */
class TlsTest {

  private static final String PASSWORD = "password of tests";

  @TempDir Path folder;

  private void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private GatewaySettings.TlsFiles keys(String name) throws Exception {
    Path keys = folder.resolve(name + ".p12");
    Path trusted = folder.resolve(name + "-trusted.p12");
    Path certificate = folder.resolve(name + ".crt");
    keytool(
        "-genkeypair",
        "-keystore",
        keys.toString(),
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1");
    keytool(
        "-exportcert",
        "-keystore",
        keys.toString(),
        "-alias",
        name,
        "-file",
        certificate.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-keystore",
        trusted.toString(),
        "-alias",
        name,
        "-file",
        certificate.toString());
    return new GatewaySettings.TlsFiles(keys, trusted, PASSWORD);
  }

  private StoreOutcome store(
      Gateway archive, Optional<GatewaySettings.TlsFiles> tls, DicomFile file) throws Exception {
    RemoteEntity pacs = new RemoteEntity(Gateways.TITLE, "127.0.0.1", archive.dimsePort());
    GatewaySettings settings =
        Gateways.as(
            Gateways.settings(folder.resolve("scanner"), Optional.of(pacs)),
            "SCANNER",
            0,
            tls,
            Optional.empty());
    try (Gateway scanner = Gateway.start(settings)) {
      return Gateways.client(scanner)
          .store(
              Gateways.study(file),
              Gateways.series(file),
              file.sopInstanceUid(),
              DicomWriter.bytes(file));
    }
  }

  @Test
  void whoIsTrustedIsTakenAndWhoIsNotOrSpeaksPlainlyIsNot() throws Exception {
    GatewaySettings.TlsFiles trusted = keys("hospital");
    GatewaySettings.TlsFiles strange = keys("strange");
    GatewaySettings settings =
        Gateways.as(
            Gateways.settings(folder.resolve("archive"), Optional.empty()),
            Gateways.TITLE,
            0,
            Optional.of(trusted),
            Optional.empty());
    try (Gateway archive = Gateway.start(settings)) {
      DicomFile file = Gateways.series(9, 1).get(0);
      assertThat(store(archive, Optional.of(strange), file))
          .isNotInstanceOf(StoreOutcome.Stored.class);
      assertThat(store(archive, Optional.empty(), file)).isNotInstanceOf(StoreOutcome.Stored.class);
      assertThat(Gateways.client(archive).studies(QidoQuery.all())).isEmpty();

      assertThat(store(archive, Optional.of(trusted), file))
          .isInstanceOf(StoreOutcome.Stored.class);
      assertThat(Gateways.client(archive).studies(QidoQuery.all())).hasSize(1);
    }
  }
}
