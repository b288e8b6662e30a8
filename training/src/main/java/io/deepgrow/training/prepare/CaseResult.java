package io.deepgrow.training.prepare;

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

  CaseResult asKept() {
    return new CaseResult(caseId, records, defects, warnings, true);
  }
}
