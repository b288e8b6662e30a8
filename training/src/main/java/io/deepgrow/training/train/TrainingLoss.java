package io.deepgrow.training.train;

import static org.bytedeco.pytorch.global.torch.clamp_min;

import io.deepgrow.training.engine.Loss;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a step makes smaller: a mean over the batch, from logits. */
public enum TrainingLoss implements Loss {
  /** Soft Dice alone, as on the model card. */
  DICE {
    @Override
    public Tensor of(Tensor logits, Tensor target) {
      return dice(logits, target, 1e-5);
    }
  },
  /** Binary cross-entropy plus soft Dice. */
  ENTROPY_DICE {
    @Override
    public Tensor of(Tensor logits, Tensor target) {
      Tensor known = known(target);
      Tensor entropy =
          clamp_min(logits, new Scalar(0.0))
              .sub(logits.mul(target))
              .add(logits.abs().neg().exp().log1p())
              .mul(known)
              .sum()
              .div(clamp_min(known.sum(), new Scalar(1.0)));
      return entropy.add(dice(logits, target, 1));
    }
  };

  private static final long[] VOXELS = {1, 2, 3, 4};

  private static Tensor dice(Tensor logits, Tensor target, double epsilon) {
    Tensor known = known(target);
    Tensor p = logits.sigmoid().mul(known);
    Tensor t = target.mul(known);
    Scalar small = new Scalar(epsilon);
    Tensor overlap = p.mul(t).sum(VOXELS).mul(new Scalar(2.0)).add(small);
    Tensor total = p.square().sum(VOXELS).add(t.square().sum(VOXELS)).add(small);
    return overlap.div(total).neg().add(new Scalar(1.0)).mean();
  }

  /** 1 where the target is known. */
  private static Tensor known(Tensor target) {
    return target.ge(new Scalar(0.0)).to(ScalarType.Float);
  }
}
