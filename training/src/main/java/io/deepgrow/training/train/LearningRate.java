package io.deepgrow.training.train;

/**
 * The learning rate over a run: a linear warm-up, then a curve or steps down.
 *
 * @param highest rate after the warm-up
 * @param warmUp steps until it is reached
 * @param dropEvery with {@code STEP}: steps between drops; 0 for never
 * @param dropFactor with {@code STEP}: what each drop multiplies the rate by
 */
public record LearningRate(
    Schedule schedule, double highest, int warmUp, long dropEvery, double dropFactor) {

  /** How the rate falls. */
  public enum Schedule {
    /** By a factor every so many steps. */
    STEP,
    /** Along a cosine down to 2 % at the end of the run. */
    COSINE
  }

  public LearningRate {
    if (!(highest > 0) || warmUp < 0 || dropEvery < 0 || !(dropFactor > 0 && dropFactor <= 1)) {
      throw new IllegalArgumentException(
          "A learning rate is positive, its warm-up not negative, a drop between 0 and 1");
    }
  }

  public static LearningRate cosine(double highest, int warmUp) {
    return new LearningRate(Schedule.COSINE, highest, warmUp, 0, 1);
  }

  /** The rate of a step, from 0, in a run of {@code steps}. */
  public double at(long step, int steps) {
    if (step < warmUp) {
      return highest * (step + 1) / warmUp;
    }
    if (schedule == Schedule.STEP) {
      long drops = dropEvery == 0 ? 0 : step / dropEvery;
      return highest * Math.pow(dropFactor, (double) drops);
    }
    double progress = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return highest * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
  }
}
