package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Study Instance UIDs as people paste them: one a line, or a column or row of a CSV file. */
final class PastedUids {

  private static final int MOST = 1000;
  private static final int LONGEST = 64;

  /** What a column of UIDs may have above it. */
  private static final Set<String> TITLES =
      Set.of("studyinstanceuid", "study_instance_uid", "studyuid", "study_uid", "uid");

  private PastedUids() {}

  /**
   * The UIDs, each once, in their order.
   *
   * @throws ApiException {@code request.malformed} for none or too many, {@code request.bad_uid}
   *     for what is no UID
   */
  static List<StudyUid> of(String text) {
    Set<String> uids = new LinkedHashSet<>();
    for (String part : text.replace("\uFEFF", "").split("[\\s,;\"']+", -1)) {
      if (!part.isEmpty() && !TITLES.contains(part.toLowerCase(Locale.ROOT))) {
        uids.add(part);
      }
    }
    if (uids.isEmpty() || uids.size() > MOST) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "Give 1 to " + MOST + " Study Instance UIDs at once, one a line");
    }
    return uids.stream().map(PastedUids::uid).toList();
  }

  private static StudyUid uid(String text) {
    try {
      return new StudyUid(text);
    } catch (DicomException e) {
      String shown = text.substring(0, Math.min(LONGEST, text.length()));
      throw new ApiException(
          ErrorCode.BAD_UID, shown + " is no Study Instance UID; nothing was changed");
    }
  }
}
