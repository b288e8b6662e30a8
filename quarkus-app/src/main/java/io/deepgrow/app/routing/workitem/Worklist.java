package io.deepgrow.app.routing.workitem;

import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;

/** The list that an item is on, as its performer sees it. */
interface Worklist {

  /** Claims an item by its transaction UID; may be repeated. */
  Outcome claim(ItemRow item);

  /** Says how far the work is; NOT_OURS where there is nothing left to do. */
  Outcome progress(ItemRow item, int percent, String words);

  /** Whether an item that we have claimed is still in progress there. */
  boolean isInProgress(ItemRow item);

  /** Ends an item whose outputs are stored; REFUSED where it can't be completed. */
  Outcome complete(ItemRow item);

  /** Gives an item up, for the reason that it has. */
  Outcome cancel(ItemRow item);
}
