package io.deepgrow.training.train;

import io.deepgrow.inference.click.Click;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A patch that is being trained on, with the clicks it got so far and the logits they led to. */
final class ClickedPatch {

  /**
   * What a checkpoint keeps of it; the patch itself is made again from its number.
   *
   * @param logits of the last step, i-fastest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record State(long number, int edge, int clicksWanted, List<Click> clicks, float[] logits) {}

  private static final float OUTSIDE = -1;

  private final long number;
  private final TrainingPatch patch;
  private final int clicksWanted;
  private final List<Click> clicks = new ArrayList<>();
  private float[] logits;

  ClickedPatch(long number, TrainingPatch patch, int clicksWanted) {
    this.number = number;
    this.patch = patch;
    this.clicksWanted = clicksWanted;
    logits = new float[patch.size().arrayLength()];
    Arrays.fill(logits, OUTSIDE);
  }

  /** As it was at a checkpoint. */
  static ClickedPatch restored(State state, TrainingPatch patch) {
    ClickedPatch restored = new ClickedPatch(state.number(), patch, state.clicksWanted());
    restored.clicks.addAll(state.clicks());
    restored.logits = state.logits();
    return restored;
  }

  State state() {
    return new State(number, edge(), clicksWanted, List.copyOf(clicks), logits);
  }

  int edge() {
    return patch.size().i();
  }

  float[] logits() {
    return logits;
  }

  /** The mask before the next click: 1 inside, 0 outside. */
  float[] mask() {
    float[] mask = new float[logits.length];
    for (int v = 0; v < mask.length; v++) {
      mask[v] = logits[v] >= 0 ? 1 : 0;
    }
    return mask;
  }

  void saw(float[] newLogits) {
    logits = newLogits;
  }

  /** Dice of the last logits; 1 when both are empty. */
  double dice() {
    float[] target = patch.target().values();
    double overlap = 0;
    double total = 0;
    for (int v = 0; v < logits.length; v++) {
      if (target[v] < 0) {
        continue;
      }
      double inside = logits[v] >= 0 ? 1 : 0;
      overlap += inside * target[v];
      total += inside + target[v];
    }
    return total == 0 ? 1 : 2 * overlap / total;
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
