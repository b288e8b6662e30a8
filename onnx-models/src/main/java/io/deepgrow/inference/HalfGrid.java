package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/**
 * The image in means of 2×2×2 voxels, which halve its noise and leave an eighth of it to walk
 * through. Not safe for several threads: the array is kept for the next image.
 */
final class HalfGrid {

  private GridSize size = GridSize.cube(1);
  private float[] means = new float[0];

  /**
   * Takes over an image.
   *
   * @param image i-fastest
   * @param grid even edges
   */
  void average(float[] image, GridSize grid) {
    size = new GridSize(grid.i() / 2, grid.j() / 2, grid.k() / 2);
    if (means.length != size.arrayLength()) {
      means = new float[size.arrayLength()];
    }
    int row = grid.i();
    int slice = grid.i() * grid.j();
    int to = 0;
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        int from = grid.flat(0, 2 * j, 2 * k);
        for (int i = 0; i < size.i(); i++, from += 2) {
          means[to++] =
              (image[from]
                      + image[from + 1]
                      + image[from + row]
                      + image[from + row + 1]
                      + image[from + slice]
                      + image[from + slice + 1]
                      + image[from + slice + row]
                      + image[from + slice + row + 1])
                  / 8;
        }
      }
    }
  }

  GridSize size() {
    return size;
  }

  /** The means, i-fastest. */
  float[] means() {
    return means;
  }

  /** Where voxels of the whole grid lie in this one. */
  List<VoxelIndex> halved(List<VoxelIndex> voxels) {
    return voxels.stream().map(v -> new VoxelIndex(v.i() / 2, v.j() / 2, v.k() / 2)).toList();
  }

  /** Writes a value of this grid to each of the eight voxels it stands for. */
  void spread(float[] values, float[] out, int offset) {
    int row = 2 * size.i();
    int slice = 4 * size.i() * size.j();
    int from = 0;
    for (int k = 0; k < size.k(); k++) {
      int plane = offset + 2 * k * slice;
      for (int j = 0; j < size.j(); j++) {
        int start = plane + 2 * j * row;
        for (int to = start; to < start + row; to += 2) {
          float value = values[from++];
          out[to] = value;
          out[to + 1] = value;
        }
        System.arraycopy(out, start, out, start + row, row);
      }
      System.arraycopy(out, plane, out, plane + slice, slice);
    }
  }
}
