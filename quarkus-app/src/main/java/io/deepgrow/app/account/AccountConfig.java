package io.deepgrow.app.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How people sign in, below {@code deepgrow.accounts}. */
@ConfigMapping(prefix = "deepgrow.accounts")
public interface AccountConfig {

  /** How long nobody need have done anything before a sign-in ends. */
  @WithDefault("30m")
  Duration signInIdle();

  /** How long a sign-in lasts at most. */
  @WithDefault("12h")
  Duration signInLasts();

  /** The longest life of an API key. */
  @WithDefault("365d")
  Duration keyLasts();

  /** The code that makes the first admin; absent: one is made and written to the log. */
  Optional<String> setupCode();
}
