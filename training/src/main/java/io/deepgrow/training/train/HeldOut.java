package io.deepgrow.training.train;

import io.deepgrow.clicks.CubeClicks;
import io.deepgrow.inference.click.Click;
import io.deepgrow.seed.Seeds;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Judges a run on patches that it never learns from: the same clicks every time it looks alike. */
final class HeldOut {

  private final List<TrainingPatch> patches;
  private final int clicks;

  HeldOut(List<TrainingPatch> patches, int clicks) {
    this.patches = List.copyOf(patches);
    this.clicks = clicks;
  }

  boolean isEmpty() {
    return patches.isEmpty();
  }

  /**
   * One patch after its last click.
   *
   * @param dice after 1, 2, … clicks
   * @param logits after the last, i-fastest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sample(TrainingPatch patch, List<Double> dice, float[] logits) {
    double lastDice() {
      return dice.get(dice.size() - 1);
    }
  }

  /** Each patch with its clicks; a perfect prediction keeps its Dice for those it doesn't need. */
  List<Sample> judge(ClickRounds.Predictor predictor) {
    List<Sample> samples = new ArrayList<>();
    for (int p = 0; p < patches.size(); p++) {
      samples.add(
          judge(predictor, patches.get(p), Seeds.of(0, "validation clicks").at(p).random()));
    }
    return samples;
  }

  private Sample judge(ClickRounds.Predictor predictor, TrainingPatch patch, Random random) {
    float[] target = patch.target().values();
    ClickedPatch clicked = new ClickedPatch(0, patch, clicks);
    List<Double> dice = new ArrayList<>();
    for (int n = 0; n < clicks; n++) {
      Optional<Click> next = CubeClicks.next(random, patch.size(), target, clicked.logits());
      if (next.isPresent()) {
        clicked.clicks().add(next.get());
        clicked.saw(predictor.logits(clicked));
      }
      dice.add(clicked.dice());
    }
    return new Sample(patch, List.copyOf(dice), clicked.logits());
  }

  /** Mean over the patches after 1, 2, … clicks. */
  static List<Double> dicePerClick(List<Sample> samples) {
    List<Double> means = new ArrayList<>();
    int clicks = samples.isEmpty() ? 0 : samples.get(0).dice().size();
    for (int n = 0; n < clicks; n++) {
      int click = n;
      means.add(samples.stream().mapToDouble(s -> s.dice().get(click)).average().orElse(0));
    }
    return means;
  }
}
