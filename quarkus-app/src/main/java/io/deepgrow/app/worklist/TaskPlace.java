package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last task of a page of the worklist: the next page begins after it.
 *
 * @param at when the first page was read; what waits since then is as urgent as it was then
 * @param rank the smaller the sooner
 * @param due seconds since 1970
 * @param age seconds since 1970
 */
record TaskPlace(Instant at, int rank, BigDecimal due, BigDecimal age, UUID id) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([0-9]{1,15})_(-?[0-9]{1,4})_(-?[0-9]{1,16}(?:\\.[0-9]{1,6})?)_"
              + "(-?[0-9]{1,16}(?:\\.[0-9]{1,6})?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** Where the first page begins. */
  static TaskPlace start(Instant now) {
    return new TaskPlace(now, Short.MIN_VALUE, BigDecimal.ZERO, BigDecimal.ZERO, new UUID(0, 0));
  }

  /**
   * Reads what {@link #toString} wrote; nothing is the start.
   *
   * @throws ApiException {@code request.malformed}
   */
  static TaskPlace of(@Nullable String text, Instant now) {
    if (text == null || text.isEmpty()) {
      return start(now);
    }
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "after is the \"next\" of the page before, or absent");
    }
    return new TaskPlace(
        Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
        Integer.parseInt(parts.group(2)),
        new BigDecimal(parts.group(3)),
        new BigDecimal(parts.group(4)),
        UUID.fromString(parts.group(5)));
  }

  @Override
  public String toString() {
    return at.toEpochMilli()
        + "_"
        + rank
        + "_"
        + due.stripTrailingZeros().toPlainString()
        + "_"
        + age.stripTrailingZeros().toPlainString()
        + "_"
        + id;
  }
}
