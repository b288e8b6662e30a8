package io.deepgrow.training.prepare.run;

import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.source.LabelFilter;

/**
 * How a dataset is prepared.
 *
 * @param limit the most volumes to use; 0 for all
 * @param fraction of the patients that go to training
 * @param seed of the split
 * @param jobs volumes in memory at a time
 * @param dryRun whether all is done but writing
 */
public record PrepareSettings(
    CutSettings cut,
    LabelFilter labels,
    int limit,
    double fraction,
    long seed,
    ErrorPolicy onError,
    int jobs,
    boolean dryRun) {

  public PrepareSettings {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("The split is a part from 0 to 1, not " + fraction);
    }
    if (limit < 0 || jobs < 1) {
      throw new IllegalArgumentException("The limit is at least 0, the number of jobs at least 1");
    }
  }

  /** The model card's settings; all volumes and labels, nine tenths for training. */
  public static PrepareSettings card() {
    return new PrepareSettings(
        CutSettings.CARD, LabelFilter.all(), 0, 0.9, 42, ErrorPolicy.SKIP, 1, false);
  }

  public PrepareSettings with(CutSettings other) {
    return new PrepareSettings(other, labels, limit, fraction, seed, onError, jobs, dryRun);
  }

  public PrepareSettings with(ErrorPolicy other) {
    return new PrepareSettings(cut, labels, limit, fraction, seed, other, jobs, dryRun);
  }

  public PrepareSettings with(LabelFilter other) {
    return new PrepareSettings(cut, other, limit, fraction, seed, onError, jobs, dryRun);
  }
}
