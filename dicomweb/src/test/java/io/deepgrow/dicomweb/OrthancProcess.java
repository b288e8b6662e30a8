package io.deepgrow.dicomweb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real Orthanc with its DICOMweb plugin on a free loopback port, for tests. */
public final class OrthancProcess implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/sbin/Orthanc");
  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

  private final Process process;
  private final URI base;

  private OrthancProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Whether Orthanc is installed here. */
  public static boolean installed() {
    return Files.isExecutable(BINARY) && Files.isReadable(PLUGIN);
  }

  /**
   * Starts an empty Orthanc and waits until it answers.
   *
   * @param folder takes its data and its log
   */
  public static OrthancProcess start(Path folder) throws IOException, InterruptedException {
    return start(folder, "");
  }

  /**
   * As {@link #start(Path)}, with settings of its own.
   *
   * @param settings members of its JSON configuration, each with a comma after it; it speaks DIMSE
   *     when they name a {@code DicomPort}
   */
  public static OrthancProcess start(Path folder, String settings)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path file = folder.resolve("orthanc.json");
    Files.writeString(
        file,
        """
        {%s"Name": "test", "HttpPort": %d,
         "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
         "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": ["%s"],
         "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
        """
            .formatted(
                settings.contains("DicomPort")
                    ? settings
                    : settings + "\"DicomServerEnabled\": false, ",
                port,
                folder,
                folder,
                PLUGIN));
    Process process =
        new ProcessBuilder(BINARY.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("orthanc.log").toFile())
            .start();
    URI base = URI.create("http://127.0.0.1:" + port + "/dicom-web");
    OrthancProcess orthanc = new OrthancProcess(process, base);
    try {
      orthanc.awaitAnswer();
    } catch (IOException | InterruptedException | RuntimeException e) {
      orthanc.close();
      throw e;
    }
    return orthanc;
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    DicomWebConfig once =
        DicomWebConfig.of(base).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1));
    DicomWebClient client = new DicomWebClient(once);
    for (int attempt = 0; attempt < 300 && process.isAlive(); attempt++) {
      try {
        client.studies(QidoQuery.all());
        return;
      } catch (DicomWebException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("Orthanc did not start");
  }

  /** Root of its DICOMweb service. */
  public URI base() {
    return base;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
