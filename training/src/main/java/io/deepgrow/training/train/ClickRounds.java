package io.deepgrow.training.train;

import io.deepgrow.clicks.DistanceClicks;
import io.deepgrow.inference.click.Click;
import io.deepgrow.training.data.TrainingPatch;
import java.util.Optional;
import java.util.Random;

/**
 * The published click simulation: a first click, then in round j of K a correction with probability
 * 1 − j/K. Nothing changes in a round without a click, so it costs no prediction.
 */
final class ClickRounds {

  private final Interaction.Rounds rounds;
  private final Predictor predictor;

  /** Logits for a patch with its clicks and the mask before the last of them. */
  @FunctionalInterface
  interface Predictor {
    float[] logits(ClickedPatch patch);
  }

  ClickRounds(Interaction.Rounds rounds, Predictor predictor) {
    this.rounds = rounds;
    this.predictor = predictor;
  }

  /** Clicks on a patch that has none; before its last click it saw what the others led to. */
  void play(ClickedPatch clicked, Random random) {
    TrainingPatch patch = clicked.patch();
    float[] target = patch.target().values();
    DistanceClicks.next(random, patch.size(), target, clicked.logits())
        .ifPresent(clicked.clicks()::add);
    int total = rounds.rounds();
    for (int round = 0; round < total && !clicked.clicks().isEmpty(); round++) {
      if (random.nextDouble() < 1 - (double) round / total) {
        float[] logits = predictor.logits(clicked);
        Optional<Click> correction = DistanceClicks.next(random, patch.size(), target, logits);
        if (correction.isEmpty()) {
          break;
        }
        clicked.saw(logits);
        clicked.clicks().add(correction.get());
      }
    }
  }
}
