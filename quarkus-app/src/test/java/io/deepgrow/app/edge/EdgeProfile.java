package io.deepgrow.app.edge;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service behind a token and before a PACS on a bare socket. */
public final class EdgeProfile implements QuarkusTestProfile {

  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "deepgrow.security.token", TOKEN,
        "deepgrow.http.body-time", "2s",
        "deepgrow.http.large-bodies", "4",
        "deepgrow.http.large-answers", "4",
        "deepgrow.uploads.dir", "target/edge-uploads",
        "quarkus.http.test-port", "0");
  }
}
