package io.deepgrow.training.train;

import io.deepgrow.inference.Click;
import io.deepgrow.training.clicks.DistanceClicks;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The published click simulation: a first click, then in round j of K a correction with probability
 * 1 − j/K. Nothing changes in a round without a click, so it costs no prediction.
 */
final class ClickRounds {

  private final Interaction.Rounds rounds;
  private final Predictor predictor;

  /** Logits for a patch and its clicks. */
  @FunctionalInterface
  interface Predictor {
    float[] logits(TrainingPatch patch, List<Click> clicks);
  }

  ClickRounds(Interaction.Rounds rounds, Predictor predictor) {
    this.rounds = rounds;
    this.predictor = predictor;
  }

  List<Click> play(TrainingPatch patch, Random random) {
    float[] target = patch.target().values();
    float[] nothing = new float[target.length];
    Arrays.fill(nothing, -1);
    List<Click> clicks = new ArrayList<>();
    DistanceClicks.next(random, patch.size(), target, nothing).ifPresent(clicks::add);
    int total = rounds.rounds();
    for (int round = 0; round < total && !clicks.isEmpty(); round++) {
      if (random.nextDouble() < 1 - (double) round / total) {
        float[] logits = predictor.logits(patch, clicks);
        Optional<Click> correction = DistanceClicks.next(random, patch.size(), target, logits);
        if (correction.isEmpty()) {
          break;
        }
        clicks.add(correction.get());
      }
    }
    return clicks;
  }
}
