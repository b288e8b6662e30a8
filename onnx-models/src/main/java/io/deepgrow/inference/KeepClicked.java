package io.deepgrow.inference;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;

/** Drops what is not connected, over faces, to a positive click: on the network's grid. */
final class KeepClicked {

  private KeepClicked() {}

  /**
   * Pulls the logits of unconnected voxels below the threshold. When no click lies in the mask
   * nothing is dropped.
   */
  static void apply(List<VoxelIndex> clicks, GridSize grid, float threshold, Scratch scratch) {
    float[] logits = scratch.logits;
    boolean[] reached = scratch.reached;
    int[] queue = scratch.queue;
    Arrays.fill(reached, false);
    int tail = 0;
    for (VoxelIndex click : clicks) {
      int flat = grid.flat(click);
      if (logits[flat] >= threshold && !reached[flat]) {
        reached[flat] = true;
        queue[tail++] = flat;
      }
    }
    if (tail == 0) {
      return;
    }
    int ni = grid.i();
    int slice = ni * grid.j();
    for (int head = 0; head < tail; head++) {
      int flat = queue[head];
      int i = flat % ni;
      int inSlice = flat % slice;
      int[] neighbours = {
        i > 0 ? flat - 1 : -1,
        i < ni - 1 ? flat + 1 : -1,
        inSlice >= ni ? flat - ni : -1,
        inSlice < slice - ni ? flat + ni : -1,
        flat - slice,
        flat + slice < logits.length ? flat + slice : -1
      };
      for (int next : neighbours) {
        if (next >= 0 && !reached[next] && logits[next] >= threshold) {
          reached[next] = true;
          queue[tail++] = next;
        }
      }
    }
    for (int flat = 0; flat < logits.length; flat++) {
      if (!reached[flat] && logits[flat] >= threshold) {
        // as far below the threshold as it was above
        logits[flat] = Math.min(2 * threshold - logits[flat], Math.nextDown(threshold));
      }
    }
  }
}
