package io.deepgrow.app.atna;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where deeds are sent to as well, below {@code deepgrow.audit.atna}. */
@ConfigMapping(prefix = "deepgrow.audit.atna")
interface AtnaConfig {

  /** The audit repository; absent: nothing is sent. */
  Optional<String> host();

  @WithDefault("6514")
  int port();

  /** PEM file with the certificates that it is trusted by; absent: those of Java. */
  Optional<Path> certificates();

  /** How this installation is called in messages. */
  @WithDefault("deepgrow-pacs")
  String source();

  /** Messages that may wait; one more is lost and counted. */
  @WithDefault("10000")
  int buffer();

  /** How long a connection may take, and the longest wait before the next. */
  @WithDefault("30s")
  Duration timeout();
}
