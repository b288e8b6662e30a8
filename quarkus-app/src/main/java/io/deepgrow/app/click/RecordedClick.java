package io.deepgrow.app.click;

import io.deepgrow.inference.click.Click;
import java.time.Instant;

/**
 * A click in the history.
 *
 * @param id names it within the service
 */
public record RecordedClick(long id, Click click, Instant createdAt) {}
