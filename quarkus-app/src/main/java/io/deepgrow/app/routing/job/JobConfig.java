package io.deepgrow.app.routing.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Jobs, below {@code deepgrow.routing.jobs}. */
@ConfigMapping(prefix = "deepgrow.routing.jobs")
interface JobConfig {

  /** How long a job may wait for what it needs, such as a result that is not verified yet. */
  @WithDefault("14d")
  Duration longestWait();
}
