package io.deepgrow.app.routing.job.order;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** Who may be told of jobs, below {@code deepgrow.routing}. */
@ConfigMapping(prefix = "deepgrow.routing")
public interface Receivers {

  /** By their names in actions; no other address is ever called. */
  Map<String, Receiver> receivers();

  /** A receiver. */
  interface Receiver {

    /** Where messages are posted to. */
    URI url();

    /** With which they are signed. */
    String key();
  }
}
