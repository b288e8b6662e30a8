package io.deepgrow.clicks;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;
import java.util.Optional;
import java.util.Random;

/**
 * The next click on a volume's own grid: into the larger error, missed or excess, by voxels; depth
 * is the exact distance in millimetres to where the error ends, the volume's border included.
 */
public final class ClickSimulator {

  private final ClickStrategy strategy;
  private final Random random;

  public ClickSimulator(ClickStrategy strategy, long seed) {
    this.strategy = strategy;
    random = Seeds.of(seed, "simulated clicks").random();
  }

  /** A click that corrects the prediction; nothing when there is no error. */
  public Optional<Click> next(Mask truth, Mask prediction) {
    Mask missed = truth.andNot(prediction);
    Mask excess = prediction.andNot(truth);
    long misses = missed.count();
    long excesses = excess.count();
    if (misses + excesses == 0) {
      return Optional.empty();
    }
    boolean positive = misses >= excesses;
    VoxelIndex voxel = choose(positive ? missed : excess);
    return Optional.of(new Click(positive ? ClickKind.POSITIVE : ClickKind.NEGATIVE, voxel));
  }

  private VoxelIndex choose(Mask error) {
    DistanceField field =
        DistanceTransform.euclideanWithin(error, error.geometry().spacing(), true).orElseThrow();
    return strategy == ClickStrategy.IDEAL ? field.deepest() : drawn(field);
  }

  /** With a probability that grows exponentially with the depth in units of a tenth of the most. */
  private VoxelIndex drawn(DistanceField field) {
    float[] depths = field.distances().values();
    float most = 0;
    for (float depth : depths) {
      most = Math.max(most, depth);
    }
    double total = 0;
    double[] weights = new double[depths.length];
    for (int flat = 0; flat < depths.length; flat++) {
      weights[flat] = depths[flat] > 0 ? Math.expm1(5 * depths[flat] / most) : 0;
      total += weights[flat];
    }
    double pick = total * random.nextDouble();
    int last = 0;
    for (int flat = 0; flat < depths.length; flat++) {
      if (weights[flat] > 0) {
        last = flat;
        pick -= weights[flat];
        if (pick < 0) {
          break;
        }
      }
    }
    return field.voxel(last);
  }
}
