package io.deepgrow.training.engine;

import org.bytedeco.pytorch.Tensor;

/** What a step makes smaller. */
@FunctionalInterface
public interface Loss {

  /**
   * A scalar, the mean over the batch.
   *
   * @param logits [n, 1, k, j, i]
   * @param target same shape, 1 inside, 0 outside, negative where nothing is known: no loss
   */
  Tensor of(Tensor logits, Tensor target);
}
