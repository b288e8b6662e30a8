package io.deepgrow.app.pacs;

import io.deepgrow.app.account.IdentityProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** People sign in; the PACS is {@link SharedPacs}. */
public final class SharedPacsProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>(new IdentityProfile().getConfigOverrides());
    config.remove("deepgrow.pacs.url");
    return config;
  }
}
