package io.deepgrow.inference.channel;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The image in means of 2×2×2 voxels, which halve its noise and leave an eighth of it to walk
 * through. Around them lies a rim of one voxel that no walk enters, so that every voxel has six
 * neighbours. Safe for several threads.
 */
final class HalfGrid {

  private final GridSize size;
  private final int row;
  private final int slice;
  private final float[] means;
  private final int[][] steps = new int[3][];
  private int[] faces = new int[0];

  private HalfGrid(GridSize size) {
    this.size = size;
    this.row = size.i() + 2;
    this.slice = row * (size.j() + 2);
    this.means = new float[Math.multiplyExact(slice, size.k() + 2)];
  }

  /**
   * Halves an image.
   *
   * @param image i-fastest
   * @param grid even edges
   */
  static HalfGrid of(float[] image, GridSize grid) {
    HalfGrid half = new HalfGrid(new GridSize(grid.i() / 2, grid.j() / 2, grid.k() / 2));
    IntStream.range(0, half.size.k()).parallel().forEach(k -> half.average(image, grid, k));
    half.steps[0] = FrontMarch.steps(half.means, 1);
    half.steps[1] = FrontMarch.steps(half.means, half.row);
    half.steps[2] = FrontMarch.steps(half.means, half.slice);
    return half;
  }

  private void average(float[] image, GridSize grid, int k) {
    int row = grid.i();
    int slice = grid.i() * grid.j();
    for (int j = 0; j < size.j(); j++) {
      int from = grid.flat(0, 2 * j, 2 * k);
      int to = at(0, j, k);
      for (int i = 0; i < size.i(); i++, from += 2) {
        means[to + i] =
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

  /** Without the rim. */
  GridSize size() {
    return size;
  }

  /** Length of {@link #means}. */
  int length() {
    return means.length;
  }

  /** How far apart neighbours along j are. */
  int row() {
    return row;
  }

  /** How far apart neighbours along k are. */
  int slice() {
    return slice;
  }

  /** The means with the rim, i-fastest; what the rim holds has no meaning. */
  float[] means() {
    return means;
  }

  /** What a front's step from each mean to the one {@code apart} further in the array takes. */
  int[] steps(int apart) {
    return steps[apart == 1 ? 0 : apart == row ? 1 : 2];
  }

  /** Where a voxel of this grid lies in {@link #means}. */
  int at(int i, int j, int k) {
    return (k + 1) * slice + (j + 1) * row + i + 1;
  }

  /** Where the mean that holds a voxel of the whole grid lies in {@link #means}. */
  int at(VoxelIndex whole) {
    return at(whole.i() / 2, whole.j() / 2, whole.k() / 2);
  }

  /** Sets the rim of an array like {@link #means}. */
  void fillRim(int[] values, int value) {
    for (int k = -1; k <= size.k(); k++) {
      boolean whole = k < 0 || k == size.k();
      for (int j = -1; j <= size.j(); j++) {
        int start = at(-1, j, k);
        if (whole || j < 0 || j == size.j()) {
          Arrays.fill(values, start, start + row, value);
        } else {
          values[start] = value;
          values[start + row - 1] = value;
        }
      }
    }
  }

  /**
   * When a front from the faces of the grid arrives at each mean; the same for all clicks, so it is
   * looked for once.
   */
  synchronized int[] faces() {
    if (faces.length == 0) {
      faces = new FrontMarch().fromFaces(this);
    }
    return faces;
  }

  /** Writes a value for each mean to each of the eight voxels it stands for. */
  void spread(float[] values, float[] out, int offset) {
    int wholeRow = 2 * size.i();
    int wholeSlice = 4 * size.i() * size.j();
    for (int k = 0; k < size.k(); k++) {
      int plane = offset + 2 * k * wholeSlice;
      for (int j = 0; j < size.j(); j++) {
        int from = at(0, j, k);
        int start = plane + 2 * j * wholeRow;
        for (int to = start; to < start + wholeRow; to += 2) {
          float value = values[from++];
          out[to] = value;
          out[to + 1] = value;
        }
        System.arraycopy(out, start, out, start + wholeRow, wholeRow);
      }
      System.arraycopy(out, plane, out, plane + wholeSlice, wholeSlice);
    }
  }

  /** Where the means that hold voxels of the whole grid lie in {@link #means}. */
  int[] at(List<VoxelIndex> whole) {
    return whole.stream().mapToInt(this::at).toArray();
  }
}
