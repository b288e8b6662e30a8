package io.deepgrow.training.train;

/**
 * Notices when a run falls apart: a loss that is no number, or a training Dice that drops below
 * half of its best.
 */
final class CollapseGuard {

  private static final double MEMORY = 0.99;
  private static final int PATIENCE = 600;

  private double average;
  private double best;
  private int seen;

  /** Whether the run should go back to its last good snapshot. */
  boolean collapsed(StepResult result) {
    if (!Double.isFinite(result.loss())) {
      return true;
    }
    seen++;
    average = seen == 1 ? result.dice() : MEMORY * average + (1 - MEMORY) * result.dice();
    if (seen < PATIENCE) {
      return false;
    }
    best = Math.max(best, average);
    return average < best / 2;
  }

  /** Starts over after going back. */
  void reset() {
    seen = 0;
    best = 0;
  }
}
