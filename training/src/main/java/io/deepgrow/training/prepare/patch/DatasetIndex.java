package io.deepgrow.training.prepare.patch;

import io.deepgrow.training.prepare.Finding;
import java.util.List;

/**
 * {@code dataset.json} of a prepared dataset.
 *
 * @param layout of the input, in words
 * @param fraction of the groups that went to training
 * @param seed of the split
 * @param labels what there is of each label
 * @param defects what had to be left out
 * @param warnings what was put right
 */
public record DatasetIndex(
    String format,
    String tool,
    String layout,
    CutSettings settings,
    double fraction,
    long seed,
    List<LabelStatistics> labels,
    List<PatchRecord> training,
    List<PatchRecord> validation,
    List<Finding> defects,
    List<Finding> warnings) {

  /** The format written, and the only one read. */
  public static final String FORMAT = "deepgrow-dataset-1";

  /**
   * How patches are prepared; written into the index, and part of every fingerprint, so that
   * another text prepares them anew. It stays the same over releases that prepare alike.
   */
  public static final String TOOL = "deepgrow 0.1.0";

  public DatasetIndex {
    labels = List.copyOf(labels);
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    defects = List.copyOf(defects);
    warnings = List.copyOf(warnings);
  }
}
