package io.deepgrow.app.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings in effect on this replica. Those that the page about configuration has are shown
 * with their value unless they are secrets; of any other that somebody set, only that it is set,
 * since nobody knows what it holds.
 */
@ApplicationScoped
public class Settings {

  /** Where a value comes from. */
  public enum Origin {
    /** This build, or the profile it runs in. */
    DEFAULT,
    FILE,
    ENVIRONMENT,
    SYSTEM_PROPERTY,
    /** Another source of configuration. */
    OTHER
  }

  /**
   * A setting.
   *
   * @param value absent when it is not set, is a secret or is not one that the documents have
   * @param secret whether its value is never shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Setting(
      String name,
      boolean set,
      @Nullable String value,
      Origin origin,
      boolean secret,
      String meaning) {}

  private final SmallRyeConfig config;
  private final Map<String, String> documented;

  @Inject
  Settings() {
    this(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), SettingsPage.read());
  }

  Settings(SmallRyeConfig config, Map<String, String> documented) {
    this.config = config;
    this.documented = documented;
  }

  /** Settings by name whose name, value or meaning holds a text; all for an empty one. */
  public List<Setting> find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Redaction redaction = redaction();
    Map<String, Setting> found = new TreeMap<>();
    documented.forEach((name, meaning) -> found.put(name, documented(name, meaning, redaction)));
    ours()
        .filter(name -> !documented.containsKey(name))
        .forEach(
            name -> {
              Origin origin = origin(config.getConfigValue(name).getSourceName());
              if (origin != Origin.DEFAULT) {
                found.put(
                    name, new Setting(name, true, null, origin, SecretNames.isSecret(name), ""));
              }
            });
    return found.values().stream()
        .filter(
            s ->
                (s.name() + " " + (s.value() == null ? "" : s.value()) + " " + s.meaning())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
        .toList();
  }

  /** What takes the values of all secrets out of a text. */
  public Redaction redaction() {
    List<String> secrets =
        Stream.concat(ours(), documented.keySet().stream())
            .filter(SecretNames::isSecret)
            .filter(name -> origin(config.getConfigValue(name).getSourceName()) != Origin.DEFAULT)
            .map(this::text)
            .toList();
    return new Redaction(secrets);
  }

  private Setting documented(String name, String meaning, Redaction redaction) {
    ConfigValue found = config.getConfigValue(name);
    String value = text(name);
    boolean set = !value.isEmpty();
    boolean secret = SecretNames.isSecret(name);
    Origin origin = set ? origin(found.getSourceName()) : Origin.DEFAULT;
    return new Setting(
        name, set, set && !secret ? redaction.of(value) : null, origin, secret, meaning);
  }

  private Stream<String> ours() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("deepgrow.") || name.startsWith("quarkus."));
  }

  private String text(String name) {
    try {
      String value = config.getConfigValue(name).getValue();
      return value == null ? "" : value;
    } catch (NoSuchElementException | IllegalArgumentException e) {
      // it refers to another that is not there
      return "";
    }
  }

  /** By the name that the source of a value gives itself. */
  static Origin origin(@Nullable String source) {
    if (source == null) {
      return Origin.DEFAULT;
    }
    String name = source.toLowerCase(Locale.ROOT);
    if (name.startsWith("syspropconfigsource")) {
      return Origin.SYSTEM_PROPERTY;
    }
    if (name.startsWith("envconfigsource") || name.endsWith(".env]")) {
      return Origin.ENVIRONMENT;
    }
    boolean built = name.contains("jar:") || name.contains("/classes/") || name.contains("!/");
    if (name.contains("source=file:") && !built) {
      return Origin.FILE;
    }
    boolean own = built || name.contains("default") || name.contains("runtime");
    return own ? Origin.DEFAULT : Origin.OTHER;
  }
}
