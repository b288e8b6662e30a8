package io.deepgrow.volume.edit;

import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;
import java.util.Optional;

/** A mask with a margin of so many millimetres around it, or without its outermost ones. */
public final class Margin {

  private Margin() {}

  /**
   * The mask with every voxel whose centre is at most so far from one of its own; of a negative
   * margin, without every voxel that is at most so far from one outside. Where the grid ends
   * nothing is outside.
   *
   * @param millimetres exact Euclidean distance between voxel centres
   */
  public static Mask of(Mask mask, double millimetres) {
    Optional<VoxelBox> bounds = mask.boundingBox();
    if (bounds.isEmpty() || millimetres == 0) {
      return mask.copy();
    }
    double reach = Math.abs(millimetres);
    Spacing spacing = mask.geometry().spacing();
    VoxelBox box = Region.grown(bounds.get(), Math.max(0, millimetres), spacing, mask.size());
    Mask part = mask.crop(box);
    if (millimetres > 0) {
      Mask outside = Region.complement(part);
      Mask near = within(outside, spacing, reach);
      return Region.paste(part.or(near), box, mask);
    }
    return Region.paste(part.andNot(within(part, spacing, reach)), box, mask);
  }

  /** The voxels of a mask that are at most so far from its outside. */
  private static Mask within(Mask mask, Spacing spacing, double reach) {
    Mask near = Mask.empty(mask.geometry());
    Optional<DistanceField> field = DistanceTransform.euclideanWithin(mask, spacing, false);
    if (field.isPresent()) {
      float[] distances = field.get().distances().values();
      float most = (float) (reach * (1 + 1e-6));
      for (int n = 0; n < distances.length; n++) {
        if (distances[n] > 0 && distances[n] <= most) {
          near.set(field.get().voxel(n), true);
        }
      }
    }
    return near;
  }
}
