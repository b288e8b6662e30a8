package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far two masks' surfaces lie apart, in millimetres between voxel centres. A surface voxel has
 * a face neighbour outside the mask; where the mask is cut by the volume's border, there is none.
 *
 * @param mean average over both surfaces of the distance to the other (ASSD)
 * @param hd95 the larger of both 95th percentiles (HD95)
 */
public record SurfaceDistance(double mean, double hd95) {

  /** Between two masks on one grid; empty when either has no surface. */
  public static Optional<SurfaceDistance> between(Mask a, Mask b) {
    Optional<VoxelBox> boxA = a.boundingBox();
    Optional<VoxelBox> boxB = b.boundingBox();
    if (boxA.isEmpty() || boxB.isEmpty()) {
      return Optional.empty();
    }
    VoxelBox box = boxA.get().union(boxB.get());
    boolean[] surfaceA = surface(a, box);
    boolean[] surfaceB = surface(b, box);
    float[] fromA = distances(surfaceA, surfaceB, a, box);
    float[] fromB = distances(surfaceB, surfaceA, a, box);
    if (fromA.length == 0 || fromB.length == 0) {
      return Optional.empty();
    }
    double sum = 0;
    for (float d : fromA) {
      sum += d;
    }
    for (float d : fromB) {
      sum += d;
    }
    return Optional.of(
        new SurfaceDistance(
            sum / (fromA.length + fromB.length),
            Math.max(percentile95(fromA), percentile95(fromB))));
  }

  private static boolean[] surface(Mask mask, VoxelBox box) {
    GridSize size = box.size();
    GridSize grid = mask.size();
    boolean[] surface = new boolean[size.arrayLength()];
    int flat = 0;
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        for (int i = box.start().i(); i < box.end().i(); i++) {
          surface[flat++] =
              mask.get(i, j, k)
                  && ((i > 0 && !mask.get(i - 1, j, k))
                      || (i < grid.i() - 1 && !mask.get(i + 1, j, k))
                      || (j > 0 && !mask.get(i, j - 1, k))
                      || (j < grid.j() - 1 && !mask.get(i, j + 1, k))
                      || (k > 0 && !mask.get(i, j, k - 1))
                      || (k < grid.k() - 1 && !mask.get(i, j, k + 1)));
        }
      }
    }
    return surface;
  }

  /** Of each voxel of one surface to the nearest of the other, rising. */
  private static float[] distances(boolean[] from, boolean[] to, Mask mask, VoxelBox box) {
    VolumeGeometry geometry = mask.crop(box).geometry();
    Mask apart = Mask.empty(geometry);
    boolean any = false;
    for (int flat = 0; flat < to.length; flat++) {
      apart.set(flat, !to[flat]);
      any |= to[flat];
    }
    if (!any) {
      return new float[0];
    }
    float[] distance = DistanceTransform.euclidean(apart, geometry.spacing(), false);
    float[] found = new float[from.length];
    int count = 0;
    for (int flat = 0; flat < from.length; flat++) {
      if (from[flat]) {
        found[count++] = distance[flat];
      }
    }
    float[] rising = Arrays.copyOf(found, count);
    Arrays.sort(rising);
    return rising;
  }

  private static double percentile95(float[] rising) {
    return rising[(int) Math.ceil(0.95 * rising.length) - 1];
  }
}
