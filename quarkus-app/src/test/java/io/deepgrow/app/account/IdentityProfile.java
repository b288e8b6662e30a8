package io.deepgrow.app.account;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.training.FakeTrainer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The service where people sign in, before a PACS that has every series. */
public final class IdentityProfile implements QuarkusTestProfile {

  public static final String CODE = "0123456789abcdef0123";

  /** The master key of secrets, and the one before it. */
  public static final String KEY = "11".repeat(32);

  public static final String FORMER_KEY = "22".repeat(32);

  /** With which the sender {@code gateway} signs. */
  public static final String SENDERS_KEY = "a key of more than thirty-two characters";

  private static Path formerKey() {
    try {
      Path file = Files.createTempFile("former", ".key");
      file.toFile().deleteOnExit();
      return Files.writeString(file, FORMER_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>();
    config.put("deepgrow.accounts.setup-code", CODE);
    config.put("deepgrow.security.wrong-tokens-a-minute", "1000");
    config.put("deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web");
    config.put("deepgrow.secrets.key", KEY);
    config.put("deepgrow.secrets.former-key-files", formerKey().toString());
    config.put("deepgrow.results.retry", "PT10M");
    config.put("deepgrow.sightings.senders.gateway.key", SENDERS_KEY);
    config.put("quarkus.http.test-port", "0");
    config.putAll(FakeTrainer.settings());
    return config;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(RulesIT.FakeSeries.class);
  }
}
