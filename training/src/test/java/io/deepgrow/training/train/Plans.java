package io.deepgrow.training.train;

import io.deepgrow.architecture.BasicUNet;
import java.util.List;

/** Small plans for tests. */
final class Plans {

  static final NetworkSpec COMPACT = new NetworkSpec.Compact(List.of(4, 6, 8, 8));
  static final NetworkSpec BASIC =
      new NetworkSpec.Basic(List.of(2, 4, 4, 4, 4, 2), BasicUNet.Residual.NONE);

  private Plans() {}

  /** Three steps of two patches, 32 voxels a side, one click a step. */
  static TrainingPlan tiny(NetworkSpec network, boolean frozen) {
    return plan(network, 3, 2, frozen, new Interaction.ClickAStep(2, 0.15));
  }

  static TrainingPlan plan(
      NetworkSpec network, int steps, int batch, boolean frozen, Interaction interaction) {
    return new TrainingPlan(
        5,
        network,
        steps,
        32,
        batch,
        32,
        batch,
        0,
        frozen,
        LearningRate.cosine(1e-3, 2),
        interaction,
        TrainingLoss.ENTROPY_DICE);
  }
}
