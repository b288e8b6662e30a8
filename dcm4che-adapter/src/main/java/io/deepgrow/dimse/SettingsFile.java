package io.deepgrow.dimse;

import io.deepgrow.dimse.GatewayException.Code;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads settings from a Java properties file; what it does not know it refuses. */
public final class SettingsFile {

  private static final long MIB = 1L << 20;

  private final Properties values;
  private final Set<String> known = new HashSet<>();

  private SettingsFile(Properties values) {
    this.values = values;
  }

  /**
   * The settings of a file.
   *
   * @throws GatewayException {@code gateway.setting}
   */
  public static GatewaySettings read(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new GatewayException(Code.SETTING, "Can't read settings from " + file, e);
    }
    return new SettingsFile(values).settings();
  }

  private GatewaySettings settings() {
    Optional<String> tokenFile = text("web.token-file");
    InetAddress webAddress = address("web.address", "127.0.0.1");
    if (tokenFile.isEmpty() && !webAddress.isLoopbackAddress()) {
      throw new GatewayException(
          Code.SETTING,
          "web.address is reachable from other hosts: name a file with a token in web.token-file");
    }
    GatewaySettings settings =
        new GatewaySettings(
            title(),
            address("dimse.address", "127.0.0.1"),
            (int) number("dimse.port", 11_112, 0, 65_535),
            tls(),
            callers(),
            (int) number("dimse.max-associations", 16, 1, 1000),
            text("pacs").map(RemoteEntity::parse),
            webAddress,
            (int) number("web.port", 8043, 0, 65_535),
            tokenFile.map(name -> secret(Path.of(name))),
            Path.of(required("folder")),
            number("max-megabytes", 20_000, 1, 100_000_000) * MIB,
            number("max-object-megabytes", 2_000, 1, 4_000) * MIB,
            Duration.ofSeconds(number("pacs.patience-seconds", 60, 1, 3600)));
    Set<String> unknown = new HashSet<>(values.stringPropertyNames());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new GatewayException(
          Code.SETTING,
          "No such setting: "
              + unknown.stream().sorted().collect(Collectors.joining(", "))
              + "; there are "
              + known.stream().sorted().collect(Collectors.joining(", ")));
    }
    return settings;
  }

  private String title() {
    String title = required("ae-title");
    return RemoteEntity.parse(title + "@localhost:1").title();
  }

  private List<AllowedCaller> callers() {
    return Arrays.stream(required("dimse.callers").split("[,\\s]+"))
        .filter(part -> !part.isEmpty())
        .map(AllowedCaller::parse)
        .toList();
  }

  private Optional<GatewaySettings.TlsFiles> tls() {
    Optional<String> keys = text("dimse.tls.key-store");
    Optional<String> trusted = text("dimse.tls.trust-store");
    Optional<String> password = text("dimse.tls.password-file");
    if (keys.isEmpty() && trusted.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GatewaySettings.TlsFiles(
            Path.of(required("dimse.tls.key-store")),
            Path.of(required("dimse.tls.trust-store")),
            secret(Path.of(required("dimse.tls.password-file")))));
  }

  private static String secret(Path file) {
    try {
      String secret = Files.readString(file).strip();
      if (!secret.isEmpty()) {
        return secret;
      }
    } catch (IOException e) {
      throw new GatewayException(Code.SETTING, "Can't read the secret in " + file, e);
    }
    throw new GatewayException(
        Code.SETTING, "The file " + file + " is empty: a secret is expected");
  }

  private InetAddress address(String key, String otherwise) {
    String text = text(key).orElse(otherwise);
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new GatewayException(Code.SETTING, key + ": the host " + text + " is unknown", e);
    }
  }

  private long number(String key, long otherwise, long least, long most) {
    String text = text(key).orElse(Long.toString(otherwise));
    if (text.matches("[0-9]{1,12}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new GatewayException(
        Code.SETTING,
        key + " is '" + text + "': a whole number from " + least + " to " + most + " is expected");
  }

  private String required(String key) {
    return text(key)
        .orElseThrow(
            () -> new GatewayException(Code.SETTING, "The setting " + key + " is missing"));
  }

  private Optional<String> text(String key) {
    known.add(key);
    return Optional.ofNullable(values.getProperty(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
