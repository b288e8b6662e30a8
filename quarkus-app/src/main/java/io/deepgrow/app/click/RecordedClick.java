package io.deepgrow.app.click;

import io.deepgrow.inference.click.Click;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A click in the history.
 *
 * @param id names it within the service
 * @param prompt the number of the first of the clicks that were drawn with it and are undone with
 *     it; null for one that was made by itself
 */
public record RecordedClick(long id, Click click, Instant createdAt, @Nullable Long prompt) {

  /** One that was made by itself. */
  public RecordedClick(long id, Click click, Instant createdAt) {
    this(id, click, createdAt, null);
  }
}
