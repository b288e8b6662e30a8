package io.deepgrow.app.viewer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the packaged viewer, below {@code deepgrow.viewer}. */
@ConfigMapping(prefix = "deepgrow.viewer")
public interface ViewerConfig {

  /** Whether the viewer's pages are served. */
  @WithDefault("true")
  boolean enabled();

  /** Where browsers see the service, when a reverse proxy takes a prefix away: such as /ct/. */
  @WithDefault("/")
  String basePath();
}
