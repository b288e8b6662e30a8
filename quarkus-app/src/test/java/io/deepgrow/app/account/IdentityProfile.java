package io.deepgrow.app.account;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.training.FakeTrainer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The service where people sign in, before a PACS that has every series. */
public final class IdentityProfile implements QuarkusTestProfile {

  public static final String CODE = "0123456789abcdef0123";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>();
    config.put("deepgrow.accounts.setup-code", CODE);
    config.put("deepgrow.security.wrong-tokens-a-minute", "1000");
    config.put("deepgrow.pacs.url", "http://127.0.0.1:9/dicom-web");
    config.put("deepgrow.results.retry", "PT10M");
    config.put("quarkus.http.test-port", "0");
    config.putAll(FakeTrainer.settings());
    return config;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(RulesIT.FakeSeries.class);
  }
}
