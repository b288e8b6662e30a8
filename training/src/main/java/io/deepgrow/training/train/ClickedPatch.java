package io.deepgrow.training.train;

import io.deepgrow.inference.Click;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.List;

/** A patch that is being trained on, with the clicks it got so far. */
final class ClickedPatch {

  private final long number;
  private final TrainingPatch patch;
  private final int clicksWanted;
  private final List<Click> clicks = new ArrayList<>();

  ClickedPatch(long number, TrainingPatch patch, int clicksWanted) {
    this.number = number;
    this.patch = patch;
    this.clicksWanted = clicksWanted;
  }

  long number() {
    return number;
  }

  TrainingPatch patch() {
    return patch;
  }

  List<Click> clicks() {
    return clicks;
  }

  boolean wantsMore() {
    return clicks.size() < clicksWanted;
  }
}
