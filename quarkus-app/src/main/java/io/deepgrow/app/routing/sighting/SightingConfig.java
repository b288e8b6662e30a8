package io.deepgrow.app.routing.sighting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Settings of where studies are seen. */
@ConfigMapping(prefix = "deepgrow.sightings")
public interface SightingConfig {

  /** How often the PACS that are watched are asked what is new. */
  @WithDefault("30s")
  Duration readEvery();

  /** Systems that may report studies by signed calls, by name. */
  Map<String, Sender> senders();

  /** A system that reports studies. */
  interface Sender {
    /** The secret that it signs with, at least 32 characters. */
    String key();
  }
}
