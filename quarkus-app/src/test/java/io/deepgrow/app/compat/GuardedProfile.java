package io.deepgrow.app.compat;

import io.deepgrow.app.TestFolders;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The service behind a token, with narrow limits, training on, and a command that only seems to
 * train.
 */
public final class GuardedProfile implements QuarkusTestProfile {

  /** What callers must send. */
  public static final String TOKEN = "0123456789abcdef0123456789abcdef";

  /** Of one request's files. */
  public static final int MAX_BYTES = 100_000;

  /** Of one request. */
  public static final int MAX_FILES = 30;

  @Override
  public Map<String, String> getConfigOverrides() {
    Path folder = TestFolders.create("guarded");
    Map<String, String> config = new HashMap<>();
    config.put("deepgrow.security.token", TOKEN);
    config.put("deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web");
    config.put("deepgrow.uploads.dir", folder.resolve("uploads").toString());
    config.put("deepgrow.uploads.max-bytes", Integer.toString(MAX_BYTES));
    config.put("deepgrow.uploads.max-files", Integer.toString(MAX_FILES));
    config.put("deepgrow.clients.origins", ClientsProfile.PAGE);
    config.put("deepgrow.train.data", folder.toString());
    config.put("deepgrow.train.out", folder.resolve("runs").toString());
    config.put("deepgrow.train.command", "sh," + script(folder));
    config.put("deepgrow.train.steps", "7");
    config.put("quarkus.http.test-port", "0");
    return config;
  }

  /** Says what it got and goes on until a file named stop lies beside it. */
  private static Path script(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("train.sh"),
          "echo got \"$@\"\nwhile [ ! -e \"$(dirname \"$0\")/stop\" ]; do sleep 0.1; done\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
