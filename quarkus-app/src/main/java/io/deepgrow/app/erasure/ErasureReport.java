package io.deepgrow.app.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was, or would be, erased: numbers and UIDs only.
 *
 * @param rows by table, of all studies
 * @param files on disk, of all studies
 * @param note what the service can't do, where something is left to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureReport(
    boolean dryRun,
    Map<String, Long> rows,
    int files,
    int volumes,
    List<StudyReport> studies,
    @Nullable String note) {

  static final String IN_PACS =
      "Nothing was deleted in the PACS. Its administrator must delete there the objects listed as"
          + " segmentationsInPacs, and the images where they must go too";

  static ErasureReport of(boolean dryRun, List<StudyReport> studies) {
    Map<String, Long> rows = new LinkedHashMap<>();
    StudyRows.CONDITIONS.keySet().forEach(table -> rows.put(table, 0L));
    studies.forEach(s -> s.rows().forEach((table, n) -> rows.merge(table, n, Long::sum)));
    boolean left = studies.stream().anyMatch(s -> !s.segmentationsInPacs().isEmpty());
    return new ErasureReport(
        dryRun,
        rows,
        studies.stream().mapToInt(StudyReport::files).sum(),
        studies.stream().mapToInt(StudyReport::volumes).sum(),
        List.copyOf(studies),
        left ? IN_PACS : null);
  }
}
