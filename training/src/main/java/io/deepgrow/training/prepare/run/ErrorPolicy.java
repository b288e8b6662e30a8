package io.deepgrow.training.prepare.run;

/** What a defect does to a run. */
public enum ErrorPolicy {
  /** It is named and left out. */
  SKIP,
  /** It ends the run; what is finished stays and is kept by the next run. */
  FAIL
}
