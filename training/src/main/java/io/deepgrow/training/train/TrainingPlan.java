package io.deepgrow.training.train;

import java.util.List;

/**
 * What a training run does, from its first step to its last.
 *
 * @param seed of patches, clicks and initial weights
 * @param steps optimiser steps in all
 * @param edge voxels a side in the first part
 * @param batch patches a step in the first part, over all workers
 * @param largeEdge voxels a side in the last part, with frozen normalisation statistics
 * @param largeBatch patches a step in the last part
 * @param largeShare share of the steps in the last part, 0 to 1
 * @param frozen whether statistics of normalisation stay as they are from the first step on
 */
public record TrainingPlan(
    long seed,
    NetworkSpec network,
    int steps,
    int edge,
    int batch,
    int largeEdge,
    int largeBatch,
    double largeShare,
    boolean frozen,
    LearningRate rate,
    Interaction interaction,
    TrainingLoss loss) {

  private static final List<Integer> COMPACT_WIDTHS = List.of(24, 48, 96, 192);

  public TrainingPlan {
    if (steps < 1 || batch < 1 || largeBatch < 1) {
      throw new IllegalArgumentException("A plan needs steps, and patches in each step");
    }
    for (int side : new int[] {edge, largeEdge}) {
      if (side % 16 != 0 || side < network.smallestEdge() || side > 512) {
        throw new IllegalArgumentException(
            "A patch edge is a multiple of 16 from %d to 512, not %d"
                .formatted(network.smallestEdge(), side));
      }
    }
  }

  /** The bundled model's recipe for a number of steps. */
  public static TrainingPlan compact(long seed, int steps) {
    return compact(seed, steps, 0.3, LearningRate.cosine(1e-3, 250));
  }

  /** A shorter run that starts from trained weights, at a lower rate. */
  public static TrainingPlan refining(long seed, int steps) {
    return compact(seed, steps, 0.35, LearningRate.cosine(4e-4, 100));
  }

  private static TrainingPlan compact(long seed, int steps, double largeShare, LearningRate rate) {
    return new TrainingPlan(
        seed,
        new NetworkSpec.Compact(COMPACT_WIDTHS),
        steps,
        64,
        3,
        96,
        1,
        largeShare,
        false,
        rate,
        new Interaction.ClickAStep(4, 0.15),
        TrainingLoss.ENTROPY_DICE);
  }

  /** Whether a step belongs to the last part. */
  boolean large(long step) {
    return step >= steps * (1 - largeShare);
  }

  /** Whether normalisation goes by the batch at a step, and learns its statistics. */
  boolean normalisesByBatch(long step) {
    return !frozen && !large(step);
  }

  int edgeAt(long step) {
    return large(step) ? largeEdge : edge;
  }

  int batchAt(long step) {
    return large(step) ? largeBatch : batch;
  }

  double rateAt(long step) {
    return rate.at(step, steps);
  }
}
