package io.deepgrow.training.feed;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;

/** A cube of another edge out of a prepared patch: around its mask, air where the patch ends. */
public final class PatchCrop {

  private static final float AIR = -1024;

  private PatchCrop() {}

  /** The cube. */
  public static TrainingPatch around(Example example, int edge) {
    GridSize from = example.volume().size();
    VoxelBox box = example.mask().boundingBox().orElse(VoxelBox.of(VoxelIndex.ORIGIN, from));
    int[] start = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int length = from.component(axis);
      int middle = (box.start().component(axis) + box.end().component(axis)) / 2;
      start[axis] =
          length >= edge
              ? Math.max(0, Math.min(length - edge, middle - edge / 2))
              : -((edge - length) / 2);
    }
    GridSize to = GridSize.cube(edge);
    float[] hounsfield = new float[to.arrayLength()];
    float[] target = new float[to.arrayLength()];
    Arrays.fill(hounsfield, AIR);
    int lowI = Math.max(0, -start[0]);
    int highI = Math.min(edge, from.i() - start[0]);
    for (int k = 0; k < edge; k++) {
      for (int j = 0; j < edge; j++) {
        int fromJ = j + start[1];
        int fromK = k + start[2];
        if (fromJ < 0 || fromK < 0 || fromJ >= from.j() || fromK >= from.k()) {
          continue;
        }
        for (int i = lowI; i < highI; i++) {
          int source = from.flat(i + start[0], fromJ, fromK);
          int flat = to.flat(i, j, k);
          hounsfield[flat] = example.volume().voxels()[source];
          target[flat] = example.mask().get(source) ? 1 : 0;
          if (example.ignored().isPresent() && example.ignored().get().get(source)) {
            target[flat] = TrainingPatch.IGNORED;
          }
        }
      }
    }
    return new TrainingPatch(
        FloatGrid.of(to, hounsfield), FloatGrid.of(to, target), example.name());
  }
}
