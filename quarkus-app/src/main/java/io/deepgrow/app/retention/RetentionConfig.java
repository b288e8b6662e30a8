package io.deepgrow.app.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long things are kept, below {@code deepgrow.retention}. */
@ConfigMapping(prefix = "deepgrow.retention")
interface RetentionConfig {

  /** Answers to requests with an Idempotency-Key. */
  @WithDefault("7d")
  Duration answers();

  /** Events of sessions, for listeners that come again. */
  @WithDefault("7d")
  Duration events();

  /** The bytes of a result after the PACS gave back the same; they are read from there then. */
  @WithDefault("30d")
  Duration resultBytes();

  /**
   * The bytes of a result that the PACS does not want or no reviewer accepted; absent: for ever.
   */
  Optional<Duration> rejectedBytes();

  /** Sessions without a click or change for so long are closed; absent: never. */
  Optional<Duration> idleSessions();

  /** Masks before the last of each segment, after their session was closed. */
  @WithDefault("30d")
  Duration earlierMasks();

  /** Trials of versions of models, with their pictures. */
  @WithDefault("90d")
  Duration trials();

  /** How long a study that was decided on, or is gone, is remembered. */
  @WithDefault("730d")
  Duration sightings();

  /** Reading tasks that are done or withdrawn. */
  @WithDefault("90d")
  Duration readingTasks();

  /** Jobs with their attempts, after they were done, cancelled or given up. */
  @WithDefault("90d")
  Duration jobs();

  /** Work items, after they were completed, cancelled or lost. */
  @WithDefault("90d")
  Duration workitems();

  /** What rules said of studies, and why. */
  @WithDefault("90d")
  Duration decisions();

  /** Dry runs of rules. */
  @WithDefault("30d")
  Duration dryRuns();

  /** Who did what, at least 30 days; absent: for ever. */
  Optional<Duration> audit();
}
