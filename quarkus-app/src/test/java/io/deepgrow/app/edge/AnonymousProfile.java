package io.deepgrow.app.edge;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service as the demo runs it: open, so that it must know by which name it is called. */
public final class AnonymousProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "deepgrow.security.allow-anonymous", "true",
        "deepgrow.http.public-url", "https://ct.example.org/",
        "deepgrow.clients.origins", "https://viewer.example.org",
        "deepgrow.http.management-port", "0",
        "quarkus.http.test-port", "0");
  }
}
