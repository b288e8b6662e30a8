package io.deepgrow.dicomweb.workitem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a moment of DICOM's DT, down to the second (PS3.5 6.2). */
final class DicomMoment {

  private static final Pattern DT =
      Pattern.compile(
          "(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(?:\\.\\d{1,6})?([+-]\\d{4})?");

  private DicomMoment() {}

  /**
   * The moment; empty where the text is none.
   *
   * @param zone of a text that names none
   */
  static Optional<Instant> of(String text, ZoneId zone) {
    Matcher part = DT.matcher(text.strip());
    if (!part.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(part, 1, 0),
              number(part, 2, 1),
              number(part, 3, 1),
              number(part, 4, 0),
              number(part, 5, 0),
              number(part, 6, 0));
      ZoneId in = part.group(7) == null ? zone : ZoneOffset.of(part.group(7));
      return Optional.of(local.atZone(in).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher part, int group, int otherwise) {
    return part.group(group) == null ? otherwise : Integer.parseInt(part.group(group));
  }
}
