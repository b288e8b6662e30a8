package io.deepgrow.app.routing.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of rules, below {@code deepgrow.routing}. */
@ConfigMapping(prefix = "deepgrow.routing")
interface RuleConfig {

  /** Whether activating a version of a rule takes a second person, who is an admin. */
  @WithDefault("false")
  boolean secondPerson();
}
