package io.deepgrow.app.routing.workitem;

import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;

/** The list of what was pushed to us: its rows are all that there is of it. */
final class OwnWorklist implements Worklist {

  @Override
  public Outcome claim(ItemRow item) {
    return Outcome.DONE;
  }

  @Override
  public Outcome progress(ItemRow item, int percent, String words) {
    return Outcome.DONE;
  }

  @Override
  public boolean isInProgress(ItemRow item) {
    return true;
  }

  @Override
  public Outcome complete(ItemRow item) {
    return Outcome.DONE;
  }

  @Override
  public Outcome cancel(ItemRow item) {
    return Outcome.DONE;
  }
}
