package io.deepgrow.dicomweb.workitem;

import java.util.Arrays;
import java.util.Optional;

/** How far a work item is (PS3.4 CC.1.1). */
public enum WorkitemState {
  SCHEDULED("SCHEDULED"),
  IN_PROGRESS("IN PROGRESS"),
  CANCELED("CANCELED"),
  COMPLETED("COMPLETED");

  private final String term;

  WorkitemState(String term) {
    this.term = term;
  }

  /** As Procedure Step State (0074,1000) has it. */
  public String term() {
    return term;
  }

  static Optional<WorkitemState> of(String term) {
    return Arrays.stream(values()).filter(state -> state.term.equals(term)).findFirst();
  }

  public boolean isOver() {
    return this == CANCELED || this == COMPLETED;
  }
}
