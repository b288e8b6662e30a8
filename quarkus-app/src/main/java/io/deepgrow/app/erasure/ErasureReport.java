package io.deepgrow.app.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was, or would be, erased: numbers and UIDs only.
 *
 * @param rows by table, of all studies
 * @param files on disk, of all studies
 * @param withoutIssuer Study Instance UIDs of the same Patient ID of which nothing names an issuer:
 *     they stay where one was requested
 * @param note what the service can't do or does not know, where something is left to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureReport(
    boolean dryRun,
    Map<String, Long> rows,
    int files,
    int volumes,
    List<StudyReport> studies,
    Set<String> withoutIssuer,
    @Nullable String note) {

  static final String IN_PACS =
      "Nothing was deleted in the PACS. Its administrator must delete there the objects listed as"
          + " segmentationsInPacs, and the images where they must go too";

  static final String OTHERS =
      "The PACS has more segmentations of these studies (otherSegmentations); nothing here says that"
          + " they were made here, so look at them there";

  static final String WITHOUT_ISSUER =
      "Studies with this Patient ID of which nothing names an issuer (withoutIssuer) are not"
          + " concerned; erase them each by studyInstanceUid where they are the patient's";

  static final String NOTHING =
      "Nothing was found: neither the PACS nor anything held here knows such a study. Segmentations"
          + " that an earlier erasure listed, of a study that the PACS has given to another patient"
          + " since, are found by studyInstanceUid only";

  static ErasureReport of(boolean dryRun, List<StudyReport> studies, Set<String> withoutIssuer) {
    Map<String, Long> rows = new LinkedHashMap<>();
    StudyRows.CONDITIONS.keySet().forEach(table -> rows.put(table, 0L));
    studies.forEach(s -> s.rows().forEach((table, n) -> rows.merge(table, n, Long::sum)));
    return new ErasureReport(
        dryRun,
        rows,
        studies.stream().mapToInt(StudyReport::files).sum(),
        studies.stream().mapToInt(StudyReport::volumes).sum(),
        List.copyOf(studies),
        new TreeSet<>(withoutIssuer),
        note(studies, withoutIssuer));
  }

  private static @Nullable String note(List<StudyReport> studies, Set<String> withoutIssuer) {
    List<String> notes = new ArrayList<>();
    if (studies.isEmpty()) {
      notes.add(NOTHING);
    }
    if (studies.stream().anyMatch(s -> !s.segmentationsInPacs().isEmpty())) {
      notes.add(IN_PACS);
    }
    if (studies.stream().anyMatch(s -> s.otherSegmentations() > 0)) {
      notes.add(OTHERS);
    }
    if (!withoutIssuer.isEmpty()) {
      notes.add(WITHOUT_ISSUER);
    }
    return notes.isEmpty() ? null : String.join(". ", notes);
  }
}
