package io.deepgrow.training.prepare.patch;

import io.deepgrow.model.Orientation;

/**
 * What decides the voxels of a patch.
 *
 * @param patch edge in voxels
 * @param margin voxels at the target spacing around the label's box
 * @param tile whether a label larger than a patch gives several patches instead of a shrunken one
 * @param orientation along which patient directions i, j and k of a patch rise; {@code ANY} keeps
 *     the volume's axes
 */
public record CutSettings(
    TargetSpacing spacing, int patch, int margin, boolean tile, Orientation orientation) {

  public static final CutSettings CARD =
      new CutSettings(TargetSpacing.CARD, 128, 20, false, Orientation.LPS);

  public CutSettings {
    if (patch < 8 || patch > 512) {
      throw new IllegalArgumentException("A patch has an edge of 8 to 512 voxels, not " + patch);
    }
    if (margin < 0 || margin > 512) {
      throw new IllegalArgumentException("A margin is 0 to 512 voxels, not " + margin);
    }
  }
}
