package io.deepgrow.app.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of the audit trail ends.
 *
 * @param at the time of its last row
 * @param id its number
 */
public record AuditPlace(Instant at, long id) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,11})\\.([0-9]{6})-([0-9]{1,18})");
  private static final int MICROS = 1000;

  static AuditPlace of(AuditRow row) {
    return new AuditPlace(row.at(), row.id());
  }

  /** As a request has it; empty when it is something else. */
  public static Optional<AuditPlace> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new AuditPlace(
                Instant.ofEpochSecond(
                    Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)) * MICROS),
                Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "%d.%06d-%d".formatted(at.getEpochSecond(), at.getNano() / MICROS, id);
  }
}
