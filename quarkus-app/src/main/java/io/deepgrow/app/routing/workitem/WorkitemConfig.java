package io.deepgrow.app.routing.workitem;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Work items, below {@code deepgrow.workitems}. */
@ConfigMapping(prefix = "deepgrow.workitems")
public interface WorkitemConfig {

  /** How often worklists are read for new items. */
  @WithDefault("30s")
  Duration readEvery();

  /** How often an item's job and its state on the worklist are looked at. */
  @WithDefault("5s")
  Duration lookEvery();

  /** How long an item may be ours before it is given up. */
  @WithDefault("14d")
  Duration longestWait();
}
