package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UIDs of studies as people and systems hand them in. */
public final class ReportedStudies {

  /** The most of one call. */
  public static final int MOST = 1000;

  private static final Pattern BETWEEN = Pattern.compile("[\\s,;\"]+");

  private static final Pattern HEADING = Pattern.compile("[\\s\"]*\\p{L}");

  private ReportedStudies() {}

  /**
   * The studies of a list, each once.
   *
   * @throws ApiException {@code request.malformed} when there are none or too many, or one is no
   *     UID, by its place in the list
   */
  public static List<StudyUid> of(@Nullable List<String> uids) {
    if (uids == null || uids.isEmpty() || uids.size() > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "studyUids has 1 to " + MOST + " UIDs");
    }
    Set<StudyUid> studies = new LinkedHashSet<>();
    for (int n = 0; n < uids.size(); n++) {
      try {
        studies.add(new StudyUid(uids.get(n)));
      } catch (DicomException e) {
        throw new ApiException(
            ErrorCode.BAD_REQUEST,
            "studyUids[" + n + "] is no UID: digits and full stops, 64 at most");
      }
    }
    return new ArrayList<>(studies);
  }

  /**
   * The studies of text, one or more a line, or of a CSV file whose first column they are; a first
   * line of words is its heading.
   */
  public static List<StudyUid> ofText(String text) {
    List<String> uids = new ArrayList<>();
    boolean first = true;
    for (String line : text.split("\\R", -1)) {
      boolean heading = first && HEADING.matcher(line).lookingAt();
      first &= line.isBlank();
      if (!heading) {
        Arrays.stream(BETWEEN.split(line)).filter(word -> !word.isEmpty()).forEach(uids::add);
      }
    }
    return of(uids);
  }
}
