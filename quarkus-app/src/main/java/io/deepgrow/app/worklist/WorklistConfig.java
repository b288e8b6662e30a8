package io.deepgrow.app.worklist;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The worklist, below {@code deepgrow.worklist}. */
@ConfigMapping(prefix = "deepgrow.worklist")
interface WorklistConfig {

  /** How long a task is somebody's without a sign of their viewer. */
  @WithDefault("30m")
  Duration claim();

  /** How long a task waits until it counts as one step more urgent. */
  @WithDefault("1d")
  Duration ageing();

  /** Whether the series of the task that probably comes next is loaded ahead. */
  @WithDefault("true")
  boolean loadAhead();
}
