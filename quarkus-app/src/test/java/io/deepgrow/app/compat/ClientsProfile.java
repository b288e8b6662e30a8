package io.deepgrow.app.compat;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The service with its embedded archive as PACS, on a free port, open to everybody. */
public final class ClientsProfile implements QuarkusTestProfile {

  /** Where uploads lie. */
  public static final Path UPLOADS = temporary("uploads");

  /** A page that may call. */
  public static final String PAGE = "http://viewer.example.org";

  @Override
  public Map<String, String> getConfigOverrides() {
    int port = freePort();
    Map<String, String> config = new HashMap<>();
    config.put("deepgrow.security.allow-anonymous", "true");
    config.put("deepgrow.archive.enabled", "true");
    config.put("deepgrow.archive.dir", temporary("archive").toString());
    config.put("deepgrow.uploads.dir", UPLOADS.toString());
    config.put("deepgrow.clients.origins", PAGE);
    config.put("deepgrow.clients.sweep-every", "1s");
    config.put("deepgrow.pacs.url", "http://127.0.0.1:" + port + "/dicom-web");
    config.put("quarkus.http.test-port", Integer.toString(port));
    return config;
  }

  static Path temporary(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
