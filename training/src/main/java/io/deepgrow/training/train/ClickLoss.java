package io.deepgrow.training.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;

/** Binary cross-entropy plus soft Dice on logits, both means over the batch. */
final class ClickLoss {

  private static final float EPSILON = 1;

  private ClickLoss() {}

  /**
   * The loss.
   *
   * @param logits [n, 1, k, j, i]
   * @param target same shape, 1 inside and 0 outside
   */
  static NDArray of(NDArray logits, NDArray target) {
    NDArray entropy =
        NDArrays.maximum(logits, 0)
            .sub(logits.mul(target))
            .add(logits.abs().neg().exp().add(1).log())
            .mean();
    return entropy.add(dice(Activation.sigmoid(logits), target).mean());
  }

  private static NDArray dice(NDArray p, NDArray target) {
    int[] voxels = {1, 2, 3, 4};
    NDArray overlap = p.mul(target).sum(voxels).mul(2).add(EPSILON);
    NDArray total = p.square().sum(voxels).add(target.square().sum(voxels)).add(EPSILON);
    return overlap.div(total).neg().add(1);
  }
}
