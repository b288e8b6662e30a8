package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The connected components of a mask, numbered from 0 in the order of their first voxels. */
public final class Components {

  private final VolumeGeometry geometry;
  private final Runs runs;
  private final int[] labels;
  private final long[] sizes;

  private Components(VolumeGeometry geometry, Runs runs, int[] labels, long[] sizes) {
    this.geometry = geometry;
    this.runs = runs;
    this.labels = labels;
    this.sizes = sizes;
  }

  public static Components of(Mask mask, Connectivity connectivity) {
    Runs runs = new Runs(mask);
    int[] roots = runs.join(connectivity);
    int[] labels = new int[roots.length];
    long[] sizes = new long[roots.length];
    int count = 0;
    for (int run = 0; run < roots.length; run++) {
      // a set's first run comes before its others
      labels[run] = roots[run] == run ? count++ : labels[roots[run]];
      sizes[labels[run]] += runs.end(run) - runs.begin(run);
    }
    return new Components(mask.geometry(), runs, labels, Arrays.copyOf(sizes, count));
  }

  /** The 6-connected components that hold at least one of the voxels. */
  public static Mask keepTouching(Mask mask, Collection<VoxelIndex> voxels) {
    Components components = of(mask, Connectivity.FACES);
    boolean[] kept = new boolean[components.count()];
    for (VoxelIndex voxel : voxels) {
      components.at(voxel).ifPresent(component -> kept[component] = true);
    }
    return components.select(component -> kept[component]);
  }

  public int count() {
    return sizes.length;
  }

  /** Number of voxels of a component. */
  public long size(int component) {
    return sizes[component];
  }

  /** Which component holds a voxel; empty where the mask has none. */
  public OptionalInt at(VoxelIndex voxel) {
    if (!geometry.contains(voxel)) {
      throw new IllegalArgumentException(voxel + " is outside the grid of " + geometry.size());
    }
    int run = runs.at(geometry.size().flat(voxel));
    return run < 0 ? OptionalInt.empty() : OptionalInt.of(labels[run]);
  }

  /** The component with the most voxels, the first of equals; empty when there is none. */
  public OptionalInt largest() {
    int best = -1;
    for (int component = 0; component < sizes.length; component++) {
      if (best < 0 || sizes[component] > sizes[best]) {
        best = component;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  public Mask mask(int component) {
    return select(c -> c == component);
  }

  /** The union of some components. */
  public Mask select(IntPredicate component) {
    Mask out = Mask.empty(geometry);
    for (int run = 0; run < labels.length; run++) {
      if (component.test(labels[run])) {
        out.setRun(runs.begin(run), runs.end(run));
      }
    }
    return out;
  }
}
