package io.deepgrow.app.connection;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours of a day in which background work leaves a PACS alone; over midnight where the end is
 * before the beginning.
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /** The hours of settings that were looked through, if they have any. */
  static Optional<QuietHours> of(ConnectionSettings settings) {
    String from = settings.quietFrom();
    String to = settings.quietTo();
    String zone = settings.zone();
    return from == null || to == null
        ? Optional.empty()
        : Optional.of(
            new QuietHours(
                LocalTime.parse(from),
                LocalTime.parse(to),
                zone == null ? ZoneOffset.UTC : ZoneId.of(zone)));
  }

  /** When they end; empty outside of them. */
  Optional<Instant> until(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    LocalTime time = here.toLocalTime();
    boolean overMidnight = to.isBefore(from);
    boolean evening = overMidnight && !time.isBefore(from);
    boolean quiet =
        overMidnight ? evening || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
    if (!quiet) {
      return Optional.empty();
    }
    return Optional.of(
        here.toLocalDate().plusDays(evening ? 1 : 0).atTime(to).atZone(zone).toInstant());
  }
}
