package io.deepgrow.training.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

/** What a step makes smaller: a mean over the batch, from logits. */
public enum TrainingLoss {
  /** Soft Dice alone, as on the model card. */
  DICE {
    @Override
    NDArray of(NDArray logits, NDArray target) {
      return dice(logits, target, 1e-5f).mean();
    }
  },
  /** Binary cross-entropy plus soft Dice. */
  ENTROPY_DICE {
    @Override
    NDArray of(NDArray logits, NDArray target) {
      NDArray known = known(target);
      NDArray entropy =
          NDArrays.maximum(logits, 0)
              .sub(logits.mul(target))
              .add(logits.abs().neg().exp().add(1).log())
              .mul(known)
              .sum()
              .div(NDArrays.maximum(known.sum(), 1));
      return entropy.add(dice(logits, target, 1).mean());
    }
  };

  /**
   * The loss.
   *
   * @param logits [n, 1, k, j, i]
   * @param target same shape, 1 inside, 0 outside, negative where nothing is known: no loss
   */
  abstract NDArray of(NDArray logits, NDArray target);

  /** 1 where the target is known. */
  private static NDArray known(NDArray target) {
    return target.gte(0).toType(DataType.FLOAT32, false);
  }

  private static NDArray dice(NDArray logits, NDArray target, float epsilon) {
    NDArray known = known(target);
    NDArray p = Activation.sigmoid(logits).mul(known);
    NDArray t = target.mul(known);
    int[] voxels = {1, 2, 3, 4};
    NDArray overlap = p.mul(t).sum(voxels).mul(2).add(epsilon);
    NDArray total = p.square().sum(voxels).add(t.square().sum(voxels)).add(epsilon);
    return overlap.div(total).neg().add(1);
  }
}
