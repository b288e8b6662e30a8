package io.deepgrow.dicomweb;

import java.util.List;

/** What became of an object that was sent to be stored. */
public sealed interface StoreOutcome {

  /**
   * The service has it.
   *
   * @param warnings reason codes of warnings (PS3.4 GG.4-1)
   */
  record Stored(List<Integer> warnings) implements StoreOutcome {
    public Stored {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The service does not want it; sending it again would not help.
   *
   * @param reasons failure reason codes (PS3.4 GG.4-1), perhaps none
   */
  record Rejected(int status, List<Integer> reasons) implements StoreOutcome {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }

  /** No answer, or one that says to try later; it is not known to be stored. */
  record Unreachable(String why) implements StoreOutcome {}
}
