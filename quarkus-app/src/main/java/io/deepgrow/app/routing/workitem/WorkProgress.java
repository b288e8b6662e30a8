package io.deepgrow.app.routing.workitem;

import java.util.List;

/** How far the work of an item is. */
sealed interface WorkProgress {

  /**
   * It is on its way.
   *
   * @param percent 0 to 99
   * @param words what is done now, without patient data
   */
  record Going(int percent, String words) implements WorkProgress {}

  /** It is done, and what came of it is in the PACS. */
  record Finished(List<WorkitemOutput> outputs) implements WorkProgress {
    public Finished {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * It will not be done.
   *
   * @param reason in words without patient data
   */
  record Failed(String reason) implements WorkProgress {}
}
