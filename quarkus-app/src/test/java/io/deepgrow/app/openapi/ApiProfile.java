package io.deepgrow.app.openapi;

import io.deepgrow.app.TestFolders;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service behind a token with its embedded archive, so that every path is there. */
public final class ApiProfile implements QuarkusTestProfile {

  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static volatile String key = "";

  /** A key that may do everything, made at the first call. */
  static String key() {
    if (key.isEmpty()) {
      key = People.key(People.create("everything", "ADMIN", "SERVICE"), 1, "ADMIN", "SERVICE");
    }
    return key;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "deepgrow.security.token", TOKEN,
        "deepgrow.accounts.setup-code", IdentityProfile.CODE,
        "deepgrow.security.wrong-tokens-a-minute", "100000",
        "deepgrow.http.uploads-a-second", "10000",
        "deepgrow.archive.enabled", "true",
        "deepgrow.archive.dir", TestFolders.create("archive").toString(),
        "deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web",
        "quarkus.http.test-port", "0");
  }
}
