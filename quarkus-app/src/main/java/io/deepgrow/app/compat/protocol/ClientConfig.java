package io.deepgrow.app.compat.protocol;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings for clients of the AIAA and MONAI Label protocols. */
@ConfigMapping(prefix = "deepgrow.clients")
public interface ClientConfig {

  /** Structures that MONAI Label clients offer to click on. */
  @WithDefault("spleen,liver,left_kidney,right_kidney,lesion")
  List<String> labels();

  /** Origins of web pages that may call, such as https://viewer.example.org; * for any. */
  Optional<List<String>> origins();

  /** Answers 200 {} for an expired session, so that Slicer's plugin uploads again. */
  @WithDefault("false")
  boolean emptyForExpired();

  /** How long a request may wait for its series to load. */
  @WithDefault("5m")
  Duration loadWait();

  /** Series of the PACS that the datastore lists at most. */
  @WithDefault("500")
  int maxImages();

  /** How often what has expired is looked for and deleted. */
  @WithDefault("30s")
  Duration sweepEvery();

  /** How long the clicks of a client without a session stay open after the last one. */
  @WithDefault("12h")
  Duration workExpiry();
}
