package io.deepgrow.training.data;

import io.deepgrow.example.Example;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;

/**
 * What one training step sees of a volume: the CT and the target on the network's grid.
 *
 * @param hounsfield HU, i-fastest
 * @param target 1 inside what is to be segmented, 0 outside, {@link #IGNORED} where nobody knows
 * @param origin where it came from, for the log
 */
public record TrainingPatch(FloatGrid hounsfield, FloatGrid target, String origin) {

  /** Neither inside nor outside: no loss, no click, no part of a Dice. */
  public static final float IGNORED = -1;

  public GridSize size() {
    return hounsfield.size();
  }

  /** Whether every voxel is inside or outside. */
  public boolean knowsAll() {
    for (float value : target.values()) {
      if (value < 0) {
        return false;
      }
    }
    return true;
  }

  /** Share of the voxels that belong to the target, 0 to 1. */
  public double foreground() {
    double sum = 0;
    for (float value : target.values()) {
      sum += Math.max(0, value);
    }
    return sum / target.values().length;
  }

  /** The same as a CT of voxels of 1 mm and a mask in it, to look at. */
  public Example example() {
    VolumeGeometry geometry = VolumeGeometry.axial(size(), Spacing.isotropic(1));
    float[] values = hounsfield.values();
    short[] voxels = new short[values.length];
    Mask mask = Mask.empty(geometry);
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) Math.rint(values[v]);
      mask.set(v, target.values()[v] > 0.5f);
    }
    return new Example(origin, Volume.of(geometry, voxels), mask);
  }
}
