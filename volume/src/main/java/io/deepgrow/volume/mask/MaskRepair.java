package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Small corrections of a whole mask. */
public final class MaskRepair {

  private MaskRepair() {}

  /** The 6-connected component with the most voxels; an empty mask stays empty. */
  public static Mask largestComponent(Mask mask) {
    Components components = Components.of(mask, Connectivity.FACES);
    OptionalInt largest = components.largest();
    return largest.isPresent() ? components.mask(largest.getAsInt()) : mask.copy();
  }

  /**
   * With the holes filled: what is not in the mask and from where no way through faces leads to the
   * border of the volume.
   */
  public static Mask fillHoles(Mask mask) {
    VoxelBox box = mask.boundingBox().orElse(null);
    if (box == null) {
      return mask.copy();
    }
    Mask outside = complement(mask, box);
    Components components = Components.of(outside, Connectivity.FACES);
    boolean[] open = new boolean[components.count()];
    forBorder(box, voxel -> components.at(voxel).ifPresent(c -> open[c] = true));
    return mask.or(components.select(c -> !open[c]));
  }

  private static Mask complement(Mask mask, VoxelBox box) {
    Mask out = Mask.empty(mask.geometry());
    GridSize size = mask.size();
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        int row = size.flat(box.start().i(), j, k);
        int end = row + box.size().i();
        for (int from = row; from < end; ) {
          if (mask.get(from)) {
            from++;
            continue;
          }
          int to = from + 1;
          while (to < end && !mask.get(to)) {
            to++;
          }
          out.setRun(from, to);
          from = to;
        }
      }
    }
    return out;
  }

  /** The voxels of a box that lie at one of its faces: nothing beyond them is in the mask. */
  private static void forBorder(VoxelBox box, Consumer<VoxelIndex> visit) {
    VoxelIndex low = box.start();
    VoxelIndex high = box.end();
    for (int k = low.k(); k < high.k(); k++) {
      for (int j = low.j(); j < high.j(); j++) {
        boolean face = k == low.k() || k == high.k() - 1 || j == low.j() || j == high.j() - 1;
        int step = face ? 1 : Math.max(1, box.size().i() - 1);
        for (int i = low.i(); i < high.i(); i += step) {
          visit.accept(new VoxelIndex(i, j, k));
        }
      }
    }
  }
}
