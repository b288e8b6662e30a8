package io.deepgrow.app.routing.workitem;

import java.time.Instant;
import java.util.List;

/**
 * What is written down about work items; nothing is where a row was taken again since the turn that
 * its writer names.
 */
interface ItemBook {

  /**
   * Orders the job of an item that is ours.
   *
   * @param seriesDigest of the series as it is in the PACS now
   * @return false where it is another's turn
   */
  boolean working(ItemRow item, String seriesDigest);

  /** Takes a step; an item that is given up or lost takes its job with it. */
  boolean step(ItemRow item, ItemStep step, String reason, List<WorkitemOutput> outputs);

  /** Notes what the worklist was told. */
  boolean progressed(ItemRow item, int percent);

  /**
   * Puts an item off.
   *
   * @param tries looks in a row that failed
   * @param failure why the last of them did; empty where none has
   */
  boolean later(ItemRow item, Instant at, int tries, String failure);

  /** How far the job of an item is. */
  WorkProgress progress(ItemRow item);
}
