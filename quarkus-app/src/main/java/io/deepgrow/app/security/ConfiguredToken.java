package io.deepgrow.app.security;

import io.deepgrow.app.DeepgrowConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The token of the configuration, with which one program may call. */
@ApplicationScoped
public class ConfiguredToken {

  private static final int SHORTEST = 32;

  private final Optional<String> token;

  ConfiguredToken(DeepgrowConfig config) {
    this.token = config.security().token().filter(text -> !text.isBlank());
  }

  void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    if (token.isPresent() && token.get().length() < SHORTEST) {
      throw new ConfigurationException(
          "deepgrow.security.token can be guessed: give it at least "
              + SHORTEST
              + " characters, such as those of openssl rand -hex 32");
    }
  }

  /** Whether a text is the token, in a time that tells nothing of where they differ. */
  public boolean is(String given) {
    return token.isPresent()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
  }
}
