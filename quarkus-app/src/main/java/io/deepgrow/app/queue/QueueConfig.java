package io.deepgrow.app.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The lanes, below {@code deepgrow.queue}. */
@ConfigMapping(prefix = "deepgrow.queue")
interface QueueConfig {

  /** How often a lane is looked at when no signal comes. */
  @WithDefault("1s")
  Duration poll();

  /** Sweeps at the same time on one replica. */
  @WithDefault("2")
  int lightThreads();

  /** Jobs at the same time on one replica. */
  @WithDefault("1")
  int batchThreads();
}
