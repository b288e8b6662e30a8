package io.deepgrow.app.secret;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of this replica: the one that seals now, and those that opened before it. */
@Startup
@Singleton
class MasterKeys {

  private static final int LONGEST_FILE = 1000;
  private static final String HOW =
      "; make one with: openssl rand -base64 32 > deepgrow.key && chmod 600 deepgrow.key";

  private final Optional<MasterKey> current;
  private final Map<String, MasterKey> all = new HashMap<>();

  @Inject
  MasterKeys(SecretsConfig config) {
    this(config.keyFile(), config.key(), config.formerKeyFiles().orElse(List.of()));
  }

  /**
   * The keys of a configuration.
   *
   * @throws IllegalStateException naming the setting whose key can't be read
   */
  MasterKeys(Optional<Path> file, Optional<String> text, List<Path> former) {
    this.current =
        file.map(path -> read("deepgrow.secrets.key-file", path))
            .or(() -> text.map(key -> parsed("deepgrow.secrets.key", key)));
    former.stream()
        .map(path -> read("deepgrow.secrets.former-key-files", path))
        .forEach(key -> all.put(key.id(), key));
    current.ifPresent(key -> all.put(key.id(), key));
  }

  private static MasterKey read(String setting, Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalStateException(setting + " is no file with a key" + HOW);
      }
      return parsed(setting, Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(
          setting + ": the file " + file + " can't be read; is it there, and for whom?", e);
    }
  }

  private static MasterKey parsed(String setting, String text) {
    return MasterKey.of(text)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    setting + " holds no 32 bytes in base64 or as 64 hexadecimal digits" + HOW));
  }

  /** Whether there is a key to seal with. */
  boolean isThere() {
    return current.isPresent();
  }

  /**
   * The key to seal with.
   *
   * @throws ApiException {@code secret.no_key}
   */
  MasterKey current() {
    return current.orElseThrow(
        () ->
            new ApiException(
                ErrorCode.SECRET_NO_KEY,
                "No secret can be kept, since this installation has no key for them"
                    + HOW
                    + ", name the file in deepgrow.secrets.key-file on all replicas, and start"
                    + " them again"));
  }

  /**
   * The key of an id.
   *
   * @throws ApiException {@code secret.wrong_key}
   */
  MasterKey of(String id) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.SECRET_WRONG_KEY,
                    "A secret was sealed with the key "
                        + id
                        + ", which this replica does not have ("
                        + current.map(key -> "it has " + key.id()).orElse("it has none")
                        + "); name its file in deepgrow.secrets.former-key-files, or set the secret"
                        + " anew"));
  }
}
