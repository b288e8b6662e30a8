package io.deepgrow.inference.prompt;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.List;

/**
 * A box of a volume looked at on at most {@value #MOST} samples an axis, each the mean of the 3×3
 * voxels about it within its slice.
 */
final class BoxSamples {

  private static final int MOST = 48;

  /** Values this far from the middle's, in units of their deviation, resemble it. */
  private static final double DEVIATIONS = 4;

  private static final double LEAST_TOLERANCE = 25;
  private static final double MOST_TOLERANCE = 120;

  private final Volume volume;
  private final VoxelBox box;
  private final GridSize size;
  private final int[] step;
  private final float[] values;

  BoxSamples(Volume volume, VoxelBox box) {
    this.volume = volume;
    this.box = box;
    GridSize voxels = box.size();
    this.step = new int[] {step(voxels.i()), step(voxels.j()), step(voxels.k())};
    this.size =
        new GridSize(
            samples(voxels.i(), step[0]),
            samples(voxels.j(), step[1]),
            samples(voxels.k(), step[2]));
    this.values = new float[size.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = mean(voxel(size.voxel(n)));
    }
  }

  private static int step(int voxels) {
    return samples(voxels, MOST);
  }

  private static int samples(int voxels, int step) {
    return (voxels + step - 1) / step;
  }

  /**
   * Voxels of the volume deep in what resembles the middle of the box, which is its inner third:
   * within four median deviations of its median, at least 25 and at most 120 of the volume's units.
   */
  List<VoxelIndex> deepest(int most) {
    boolean[] flat = {size.i() == 1, size.j() == 1, size.k() == 1};
    return Deepest.of(alike(), flat, most, Double.POSITIVE_INFINITY).stream()
        .map(this::voxel)
        .toList();
  }

  private VoxelIndex voxel(VoxelIndex sample) {
    VoxelIndex s = box.start();
    VoxelIndex e = box.end();
    return new VoxelIndex(
        Math.min(e.i() - 1, s.i() + sample.i() * step[0] + step[0] / 2),
        Math.min(e.j() - 1, s.j() + sample.j() * step[1] + step[1] / 2),
        Math.min(e.k() - 1, s.k() + sample.k() * step[2] + step[2] / 2));
  }

  private float mean(VoxelIndex at) {
    GridSize grid = volume.size();
    int sum = 0;
    int count = 0;
    for (int j = Math.max(0, at.j() - 1); j <= Math.min(grid.j() - 1, at.j() + 1); j++) {
      for (int i = Math.max(0, at.i() - 1); i <= Math.min(grid.i() - 1, at.i() + 1); i++) {
        sum += volume.at(i, j, at.k());
        count++;
      }
    }
    return (float) sum / count;
  }

  private Mask alike() {
    float[] inner = inner();
    float middle = median(inner);
    float[] off = new float[inner.length];
    for (int n = 0; n < off.length; n++) {
      off[n] = Math.abs(inner[n] - middle);
    }
    double tolerance =
        Math.min(MOST_TOLERANCE, Math.max(LEAST_TOLERANCE, DEVIATIONS * median(off)));
    Spacing s = volume.geometry().spacing();
    Spacing apart = new Spacing(s.i() * step[0], s.j() * step[1], s.k() * step[2]);
    Mask mask = Mask.empty(VolumeGeometry.axial(size, apart));
    for (int n = 0; n < values.length; n++) {
      if (Math.abs(values[n] - middle) <= tolerance) {
        mask.set(size.voxel(n), true);
      }
    }
    return mask;
  }

  private float[] inner() {
    float[] inner = new float[values.length];
    int count = 0;
    for (int n = 0; n < values.length; n++) {
      VoxelIndex at = size.voxel(n);
      if (isInner(at.i(), size.i()) && isInner(at.j(), size.j()) && isInner(at.k(), size.k())) {
        inner[count++] = values[n];
      }
    }
    return Arrays.copyOf(inner, count);
  }

  private static boolean isInner(int at, int samples) {
    return at >= samples / 3 && at < samples - samples / 3;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
