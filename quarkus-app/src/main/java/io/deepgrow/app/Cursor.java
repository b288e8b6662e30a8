package io.deepgrow.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page of a list that has the newest first: the next page begins after it.
 *
 * @param at when the row was made
 * @param id tells rows of one moment apart
 */
public record Cursor(Instant at, UUID id) {

  private static final char BETWEEN = '_';

  /** Where the first page begins. */
  public static final Cursor START =
      new Cursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

  /**
   * Reads what {@link #toString} wrote; nothing is the start.
   *
   * @throws ApiException {@code request.malformed}
   */
  public static Cursor of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return START;
    }
    int between = text.indexOf(BETWEEN);
    try {
      Instant at = Instant.parse(text.substring(0, Math.max(0, between)));
      UUID id = UUID.fromString(text.substring(between + 1));
      if (at.isAfter(START.at()) || at.isBefore(Instant.EPOCH)) {
        throw new IllegalArgumentException("no time of a row");
      }
      return new Cursor(at, id);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "after is the \"next\" of the page before, or absent");
    }
  }

  @Override
  public String toString() {
    return at.toString() + BETWEEN + id;
  }
}
