package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the store instances response (PS3.18 10.5.3, PS3.3 CC.2.3) and what it means. */
final class StowResponse {

  /** Out of resources: the one reason of A7xx that passes; archives use its neighbours for good. */
  private static final int OUT_OF_RESOURCES = 0xA700;

  /** Processing failure: also what a conflict in the archive's database looks like. */
  private static final int PROCESSING_FAILURE = 0x0110;

  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 424, 425, 429);
  private static final int MAX_WORDS = 300;
  private static final Pattern WARNING = Pattern.compile("^\\s*\\d{3}\\s+\\S+\\s+\"?(.*?)\"?\\s*$");
  private static final Pattern ERROR_MESSAGE =
      Pattern.compile("\"errorMessage\"\\s*:\\s*\"([^\"]*)\"");

  /** Archives quote Patient IDs and names in brackets or quotes after the word. */
  private static final Pattern PATIENT =
      Pattern.compile(
          "(?i)(patient[^\\[\\]\"'<>]{0,60})(\\[[^\\]]*\\]|\"[^\"]*\"|'[^']*'|<[^>]*>)");

  private StowResponse() {}

  /** Whether the object is listed as stored, with its warnings. */
  static Optional<StoreOutcome.Stored> stored(List<DicomObject> answer, SopInstanceUid uid) {
    for (DicomObject object : answer) {
      for (DicomObject item : object.items(Tag.REFERENCED_SOP_SEQUENCE)) {
        if (item.string(Tag.REFERENCED_SOP_INSTANCE_UID).equals(Optional.of(uid.value()))) {
          List<Integer> warnings = new ArrayList<>();
          item.integer(Tag.WARNING_REASON).ifPresent(warnings::add);
          return Optional.of(new StoreOutcome.Stored(warnings));
        }
      }
    }
    return Optional.empty();
  }

  static List<Integer> reasons(List<DicomObject> answer) {
    List<Integer> reasons = new ArrayList<>();
    for (DicomObject object : answer) {
      for (int sequence : new int[] {Tag.FAILED_SOP_SEQUENCE, Tag.OTHER_FAILURES_SEQUENCE}) {
        for (DicomObject item : object.items(sequence)) {
          item.integer(Tag.FAILURE_REASON).ifPresent(reasons::add);
        }
      }
    }
    return reasons;
  }

  /**
   * What the failure to store means.
   *
   * @param explanation from {@link #explanation}
   */
  static StoreOutcome failure(int status, List<Integer> reasons, String explanation) {
    boolean passing =
        status >= 500 || PASSING.contains(status) || reasons.contains(OUT_OF_RESOURCES);
    boolean accepted = status >= 200 && status < 300 && reasons.isEmpty();
    if (passing || accepted) {
      return new StoreOutcome.Unreachable(words(status, reasons, explanation));
    }
    // without a reason the answer may be that of a gateway before the PACS
    if (reasons.stream().allMatch(r -> r == PROCESSING_FAILURE)) {
      return new StoreOutcome.RejectedForNow(status, reasons, explanation);
    }
    return new StoreOutcome.Rejected(status, reasons, explanation);
  }

  /**
   * The service's own words: the text of its Warning header, else the message of a JSON error; what
   * stands in brackets or quotes after "patient" is left out.
   */
  static String explanation(List<String> warnings, String body) {
    String text =
        warnings.stream()
            .map(WARNING::matcher)
            .map(m -> m.matches() ? m.group(1) : "")
            .filter(t -> !t.isBlank() && !t.equals("null"))
            .collect(Collectors.joining("; "));
    if (text.isEmpty()) {
      Matcher message = ERROR_MESSAGE.matcher(body);
      text = message.find() ? message.group(1) : "";
    }
    String plain = PATIENT.matcher(text.replaceAll("\\p{Cntrl}+", " ").strip()).replaceAll("$1[…]");
    return plain.substring(0, Math.min(MAX_WORDS, plain.length()));
  }

  /** For example {@code HTTP 409, failure reason 0xA771: Subsequent occurrence of …}. */
  static String words(int status, List<Integer> reasons, String explanation) {
    String codes =
        reasons.stream()
            .distinct()
            .map(r -> String.format(Locale.ROOT, "0x%04X", r))
            .collect(Collectors.joining(", "));
    return "HTTP "
        + status
        + (codes.isEmpty() ? "" : ", failure reason " + codes)
        + (explanation.isEmpty() ? "" : ": " + explanation);
  }
}
