package io.deepgrow.training.data;

import io.deepgrow.volume.FloatGrid;
import io.deepgrow.volume.GridSize;

/**
 * What one training step sees of a volume: the CT and the target on the network's grid.
 *
 * @param hounsfield HU, i-fastest
 * @param target 1 inside what is to be segmented, 0 outside
 * @param origin where it came from, for the log
 */
public record TrainingPatch(FloatGrid hounsfield, FloatGrid target, String origin) {

  public GridSize size() {
    return hounsfield.size();
  }

  /** Share of the voxels that belong to the target, 0 to 1. */
  public double foreground() {
    double sum = 0;
    for (float value : target.values()) {
      sum += value;
    }
    return sum / target.values().length;
  }
}
