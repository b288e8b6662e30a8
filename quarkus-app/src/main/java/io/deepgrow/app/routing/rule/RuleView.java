package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule.
 *
 * @param position from 1; rules are asked in this order
 * @param newestVersion the highest number of a version
 * @param revision counts changes, for If-Match
 */
public record RuleView(
    UUID id,
    String name,
    int position,
    boolean enabled,
    int newestVersion,
    Standing standing,
    RuleActivity activity,
    int revision,
    Instant createdAt) {

  /**
   * What came of a rule.
   *
   * @param hitsOfDay studies it matched in the last 24 hours
   * @param hitsOfWeek in the last seven days
   * @param lastError when it last failed, within the last seven days
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleActivity(long hitsOfDay, long hitsOfWeek, @Nullable Instant lastError) {}

  /** Whether studies are decided on by it. */
  public boolean decides() {
    return enabled && standing.active() != null;
  }
}
