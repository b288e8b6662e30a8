package io.deepgrow.training.train;

import java.util.List;

/**
 * What a training run does, from its first step to its last.
 *
 * @param seed of patches, clicks and initial weights
 * @param widths channels of the network, from half resolution down
 * @param steps optimiser steps in all
 * @param edge voxels a side in the first part
 * @param batch patches a step in the first part
 * @param largeEdge voxels a side in the last part, with frozen normalisation statistics
 * @param largeBatch patches a step in the last part
 * @param largeShare share of the steps in the last part, 0 to 1
 * @param rate highest learning rate
 * @param warmUp steps until the rate is reached
 * @param meanClicks how many clicks a patch gets on average
 */
public record TrainingPlan(
    long seed,
    List<Integer> widths,
    int steps,
    int edge,
    int batch,
    int largeEdge,
    int largeBatch,
    double largeShare,
    double rate,
    int warmUp,
    double meanClicks) {

  public TrainingPlan {
    widths = List.copyOf(widths);
    if (steps < 1 || batch < 1 || largeBatch < 1 || edge % 16 != 0 || largeEdge % 16 != 0) {
      throw new IllegalArgumentException(
          "A plan needs steps and patches, and edges that are multiples of 16");
    }
  }

  /** The bundled model's recipe for a number of steps. */
  public static TrainingPlan compact(long seed, int steps) {
    return new TrainingPlan(seed, List.of(24, 48, 96, 192), steps, 64, 3, 96, 1, 0.3, 1e-3, 250, 4);
  }

  /** A shorter run that starts from trained weights, at a lower rate. */
  public static TrainingPlan refining(long seed, int steps) {
    return new TrainingPlan(
        seed, List.of(24, 48, 96, 192), steps, 64, 3, 96, 1, 0.35, 4e-4, 100, 4);
  }

  /** Whether a step belongs to the last part. */
  boolean large(long step) {
    return step >= steps * (1 - largeShare);
  }

  int edgeAt(long step) {
    return large(step) ? largeEdge : edge;
  }

  int batchAt(long step) {
    return large(step) ? largeBatch : batch;
  }

  /** Warm-up, then a cosine down to 2 %. */
  double rateAt(long step) {
    if (step < warmUp) {
      return rate * (step + 1) / warmUp;
    }
    double progress = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return rate * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
  }
}
