package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;

/**
 * The two raster passes of the 26-neighbour chamfer with unit weights, exact for the chessboard
 * distance.
 */
final class ChessboardPasses {

  private static final int FAR = 1 << 29;

  private final GridSize size;
  private final VoxelBox box;
  private final int[] distances;

  ChessboardPasses(GridSize size, VoxelBox box, int[] distances) {
    this.size = size;
    this.box = box;
    this.distances = distances;
  }

  void run(Mask mask) {
    VoxelIndex s = box.start();
    VoxelIndex e = box.end();
    for (int k = s.k(); k < e.k(); k++) {
      for (int j = s.j(); j < e.j(); j++) {
        forward(mask, j, k);
      }
    }
    for (int k = e.k() - 1; k >= s.k(); k--) {
      for (int j = e.j() - 1; j >= s.j(); j--) {
        backward(j, k);
      }
    }
  }

  private void forward(Mask mask, int j, int k) {
    int row = size.flat(0, j, k);
    for (int i = box.start().i(); i < box.end().i(); i++) {
      if (mask.get(row + i)) {
        int best = i > box.start().i() ? distances[row + i - 1] : FAR;
        best = Math.min(best, rows(i, j, k, -1));
        distances[row + i] = best + 1;
      }
    }
  }

  private void backward(int j, int k) {
    int row = size.flat(0, j, k);
    for (int i = box.end().i() - 1; i >= box.start().i(); i--) {
      int here = distances[row + i];
      if (here > 1) {
        int best = i < box.end().i() - 1 ? distances[row + i + 1] : FAR;
        best = Math.min(best, rows(i, j, k, 1));
        distances[row + i] = Math.min(here, best + 1);
      }
    }
  }

  /** Smallest distance in the row behind and the three rows of the slice behind. */
  private int rows(int i, int j, int k, int step) {
    int best = three(i, j + step, k);
    for (int dj = -1; dj <= 1; dj++) {
      best = Math.min(best, three(i, j + dj, k + step));
    }
    return best;
  }

  private int three(int i, int j, int k) {
    VoxelIndex s = box.start();
    VoxelIndex e = box.end();
    if (j < s.j() || j >= e.j() || k < s.k() || k >= e.k()) {
      return FAR;
    }
    int at = size.flat(i, j, k);
    int best = distances[at];
    if (i > s.i()) {
      best = Math.min(best, distances[at - 1]);
    }
    if (i + 1 < e.i()) {
      best = Math.min(best, distances[at + 1]);
    }
    return best;
  }
}
