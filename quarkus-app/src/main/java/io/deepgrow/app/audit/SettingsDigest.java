package io.deepgrow.app.audit;

import io.deepgrow.app.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * What tells one set of settings from another, without any secret in it.
 *
 * @param hash of names and values
 * @param count how many settings
 */
record SettingsDigest(String hash, int count) {

  private static final List<String> SECRET =
      List.of("password", "secret", "token", "code", "credential", "key", "username");

  /** The digest of the effective settings of ours. */
  static SettingsDigest of(Config config) {
    Map<String, String> settings = new TreeMap<>();
    StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("deepgrow.") && !isSecret(name))
        .forEach(
            name ->
                config
                    .getOptionalValue(name, String.class)
                    .ifPresent(value -> settings.put(name, value)));
    return of(settings);
  }

  static SettingsDigest of(Map<String, String> settings) {
    String text =
        new TreeMap<>(settings)
            .entrySet().stream()
                .filter(setting -> !isSecret(setting.getKey()))
                .map(
                    s ->
                        s.getKey().length()
                            + ":"
                            + s.getKey()
                            + s.getValue().length()
                            + ":"
                            + s.getValue())
                .collect(Collectors.joining("\n"));
    return new SettingsDigest(
        Sha256.of(text), (int) settings.keySet().stream().filter(n -> !isSecret(n)).count());
  }

  /** Whether a name says that the value is nobody's to see. */
  static boolean isSecret(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return SECRET.stream().anyMatch(last::contains);
  }
}
