package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.Optional;

/**
 * Distance of each voxel of a mask to the nearest voxel outside it.
 *
 * <p>Only the mask's bounding box and one voxel around it are looked at: whatever lies further out
 * has a nearer voxel on that rim.
 */
public final class DistanceTransform {

  private DistanceTransform() {}

  /**
   * Exact Euclidean distances in mm between voxel centres, 0 outside the mask, i-fastest.
   *
   * @param borderIsBackground whether voxels beyond the array count as outside the mask; if not, a
   *     mask that fills the array is infinitely far from its outside
   */
  public static float[] euclidean(Mask mask, Spacing spacing, boolean borderIsBackground) {
    float[] out = new float[mask.size().arrayLength()];
    euclideanWithin(mask, spacing, borderIsBackground)
        .ifPresent(field -> paste(field, mask.size(), out));
    return out;
  }

  /**
   * As {@link #euclidean} over the mask's bounding box and one voxel around it, which is all that
   * is not 0; empty for an empty mask.
   */
  public static Optional<DistanceField> euclideanWithin(
      Mask mask, Spacing spacing, boolean borderIsBackground) {
    return mask.boundingBox()
        .map(box -> box.grown(1, mask.size()))
        .map(
            box ->
                new DistanceField(
                    box,
                    new EuclideanPasses(box.size(), spacing, borderIsBackground).run(mask, box)));
  }

  private static void paste(DistanceField field, GridSize size, float[] out) {
    VoxelBox box = field.box();
    GridSize part = box.size();
    for (int k = 0; k < part.k(); k++) {
      for (int j = 0; j < part.j(); j++) {
        System.arraycopy(
            field.distances().values(),
            part.flat(0, j, k),
            out,
            size.flat(box.start().i(), box.start().j() + j, box.start().k() + k),
            part.i());
      }
    }
  }

  /**
   * Chessboard (L∞) distances in voxels to the nearest voxel of the array outside the mask, 0
   * outside the mask, i-fastest; the array border is not background. When the mask fills the array,
   * −1 everywhere.
   */
  public static int[] chessboard(Mask mask) {
    GridSize size = mask.size();
    int[] out = new int[size.arrayLength()];
    if (mask.count() == out.length) {
      Arrays.fill(out, -1);
      return out;
    }
    mask.boundingBox()
        .map(box -> box.grown(1, size))
        .ifPresent(box -> new ChessboardPasses(size, box, out).run(mask));
    return out;
  }
}
