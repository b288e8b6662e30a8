package io.deepgrow.training.train;

/**
 * When a run saves, reports and judges itself.
 *
 * @param saveEvery steps between snapshots
 * @param saveMinutes most minutes between snapshots
 * @param logEvery steps between points of the curve
 * @param validateEvery steps between validations; 0 for none
 * @param validationClicks clicks on each held-out patch
 * @param patience validations without a better one until the run ends; 0 for never
 * @param tensorBoard whether event files are written
 */
public record Checkpoints(
    int saveEvery,
    double saveMinutes,
    int logEvery,
    int validateEvery,
    int validationClicks,
    int patience,
    boolean tensorBoard) {

  public Checkpoints {
    if (saveEvery < 1 || logEvery < 1 || validateEvery < 0 || !(saveMinutes > 0)) {
      throw new IllegalArgumentException("A run saves and reports now and then");
    }
    if (validationClicks < 1 || validationClicks > 100) {
      throw new IllegalArgumentException("validation-clicks must be 1 to 100");
    }
  }
}
