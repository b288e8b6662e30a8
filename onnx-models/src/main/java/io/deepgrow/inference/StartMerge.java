package io.deepgrow.inference;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Components;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * How the mask of a network that does not see the mask before is put onto one that was there before
 * the first click: what the network marks is taken in where it hangs together with a positive
 * click, and what it does not mark is taken out where it hangs together with a negative one. All
 * else stays as it was.
 */
final class StartMerge {

  private StartMerge() {}

  /**
   * The clicks to show to the network: without a positive one it would mark nothing, so the voxel
   * deepest in the start is added as one.
   */
  static List<Click> shown(Mask start, List<Click> clicks) {
    if (clicks.stream().anyMatch(Click::isPositive)) {
      return clicks;
    }
    List<Click> shown = new ArrayList<>(clicks);
    VoxelIndex middle =
        DistanceTransform.euclideanWithin(start, start.geometry().spacing(), true)
            .orElseThrow()
            .deepest();
    shown.add(0, new Click(ClickKind.POSITIVE, middle));
    return shown;
  }

  /**
   * Puts the two together.
   *
   * @param made by the network
   * @param seen the part of the volume that the network decided about
   */
  static Mask of(Mask start, Mask made, VoxelBox seen, List<Click> clicks) {
    Mask added = Components.keepTouching(made, voxels(clicks, true));
    Mask unmarked = start.andNot(made);
    Mask inView = unmarked.copy();
    inView.clear(seen);
    Mask removable = unmarked.andNot(inView);
    Mask removed = Components.keepTouching(removable, voxels(clicks, false));
    return start.or(added).andNot(removed);
  }

  private static List<VoxelIndex> voxels(List<Click> clicks, boolean positive) {
    return clicks.stream().filter(c -> c.isPositive() == positive).map(Click::voxel).toList();
  }
}
