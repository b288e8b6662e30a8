package io.deepgrow.training.prepare.patch;

import io.deepgrow.training.prepare.Finding;
import java.util.List;

/**
 * What became of one volume.
 *
 * @param records its patches
 * @param defects what had to be left out
 * @param warnings what was put right
 * @param kept whether an earlier run had finished it
 */
public record CaseResult(
    String caseId,
    List<PatchRecord> records,
    List<Finding> defects,
    List<Finding> warnings,
    boolean kept) {

  public CaseResult {
    records = List.copyOf(records);
    defects = List.copyOf(defects);
    warnings = List.copyOf(warnings);
  }

  /** The same, said to come from an earlier run. */
  public CaseResult asKept() {
    return new CaseResult(caseId, records, defects, warnings, true);
  }
}
