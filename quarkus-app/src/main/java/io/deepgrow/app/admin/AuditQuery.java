package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditFilter;
import io.deepgrow.app.audit.AuditPlace;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What requests and forms say of rows of the audit trail; blank is the same as nothing.
 *
 * @param from a date, or a time such as 2026-11-29T04:14:09Z; a date is its first moment in UTC
 * @param to the same; a date is that whole day
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String object,
    @Nullable String study,
    @Nullable String session,
    @Nullable String outcome,
    @Nullable String from,
    @Nullable String to) {

  private static final int LONGEST = 200;

  /**
   * The filter.
   *
   * @throws ApiException {@code request.malformed} with the parameter's name
   */
  public AuditFilter filter() {
    return new AuditFilter(
        text("actor", actor),
        text("action", action),
        text("object", object),
        text("study", study).map(AuditQuery::study),
        text("session", session).map(AuditQuery::session),
        text("outcome", outcome).map(AuditQuery::outcome),
        text("from", from).map(value -> time("from", value, 0)),
        text("to", to).map(value -> time("to", value, 1)));
  }

  private static Optional<String> text(String name, @Nullable String given) {
    String text = given == null ? "" : given.strip();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw bad(name + " is a text of at most " + LONGEST + " characters");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String study(String value) {
    try {
      return new StudyUid(value).value();
    } catch (DicomException e) {
      throw bad("study is a Study Instance UID");
    }
  }

  private static UUID session(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw bad("session is the id of a session, a UUID");
    }
  }

  private static AuditFilter.Outcome outcome(String value) {
    return Arrays.stream(AuditFilter.Outcome.values())
        .filter(o -> o.name().equals(value))
        .findFirst()
        .orElseThrow(() -> bad("outcome is one of DONE, REFUSED"));
  }

  private static Instant time(String name, String value, int days) {
    try {
      Instant time =
          value.length() == 10
              ? LocalDate.parse(value).plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC)
              : Instant.parse(value);
      if (Math.abs(time.getEpochSecond()) > 1L << 36) {
        throw bad(name + " is a time of these centuries");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw bad(name + " is a date or a time such as 2026-11-29T04:14:09Z");
    }
  }

  /** Where the page before ended. */
  public static Optional<AuditPlace> place(@Nullable String after) {
    return text("after", after)
        .map(
            value ->
                AuditPlace.parse(value)
                    .orElseThrow(() -> bad("after is what next was in the page before")));
  }

  private static ApiException bad(String detail) {
    return new ApiException(ErrorCode.BAD_REQUEST, detail);
  }
}
