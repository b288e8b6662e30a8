package io.deepgrow.app.edge;

import io.deepgrow.app.DeepgrowConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings of a service that no test starts. */
final class Settings {

  private Settings() {}

  /** Names and values, one after the other. */
  static SmallRyeConfig of(String... namesAndValues) {
    Map<String, String> settings = new HashMap<>();
    for (int n = 0; n < namesAndValues.length; n += 2) {
      settings.put(namesAndValues[n], namesAndValues[n + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(DeepgrowConfig.class)
        .withMapping(EdgeConfig.class)
        .withMappingIgnore("quarkus.**")
        .withMappingIgnore("deepgrow.**")
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build();
  }

  static EdgeConfig edge(String... namesAndValues) {
    return of(namesAndValues).getConfigMapping(EdgeConfig.class);
  }
}
