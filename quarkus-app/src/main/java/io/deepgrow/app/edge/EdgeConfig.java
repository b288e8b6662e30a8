package io.deepgrow.app.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How the service meets the network, below {@code deepgrow.http}. */
@ConfigMapping(prefix = "deepgrow.http")
public interface EdgeConfig {

  /** Where clients see the service, such as https://ct.example.org; absent: as they call it. */
  Optional<URI> publicUrl();

  /**
   * Host names that requests may be for, without ports. Absent: any when callers need a token, else
   * those of this machine.
   */
  Optional<List<String>> hosts();

  /** Whether a start that would listen beyond this machine without TLS is refused. */
  @WithDefault("false")
  boolean requireTls();

  /** A port of its own for health, metrics and OpenAPI; they are then on no other one. */
  OptionalInt managementPort();

  /** The address of that port. */
  @WithDefault("127.0.0.1")
  String managementHost();

  /** How long the head of a request may take. */
  @WithDefault("20s")
  Duration headTime();

  /** How long a connection may be idle between requests. */
  @WithDefault("5m")
  Duration idleTime();

  /** How long a body may take whatever its rate; a small one altogether. */
  @WithDefault("30s")
  Duration bodyTime();

  /** Bytes a second that a larger body must reach after that time. */
  @WithDefault("4K")
  MemorySize bodyRate();

  /** How long a client may read nothing of an answer. */
  @WithDefault("30s")
  Duration stallTime();

  /** Larger bodies that may be on their way at the same time. */
  @WithDefault("48")
  int largeBodies();

  /** Masks, images and other files that may be on their way to clients at the same time. */
  @WithDefault("48")
  int largeAnswers();

  /** Answers of the embedded archive that may be on their way to clients at the same time. */
  @WithDefault("64")
  int archiveAnswers();

  /** Clicks, edits and their undoing that one caller may make a second, over ten seconds. */
  @WithDefault("50")
  int clicksASecond();

  /** Uploads that one caller may begin a second, over ten seconds. */
  @WithDefault("20")
  int uploadsASecond();

  /** DICOMweb calls that one caller may make a second, over ten seconds. */
  @WithDefault("1000")
  int dicomWebCallsASecond();
}
