package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;

/** The runs of set voxels along the rows of a mask, joined into connected sets. */
final class Runs {

  private final GridSize size;
  private final int[] rowBegin;
  private int[] begin = new int[64];
  private int[] end = new int[64];
  private int[] parent = new int[0];
  private int count;

  /** Finds the runs; positions are i-fastest, end exclusive. */
  Runs(Mask mask) {
    size = mask.size();
    long[] words = mask.words();
    int rows = size.j() * size.k();
    rowBegin = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      rowBegin[row] = count;
      int from = row * size.i();
      int to = from + size.i();
      for (int at = Bits.next(words, from, to, true); at < to; ) {
        int stop = Bits.next(words, at, to, false);
        add(at, stop);
        at = Bits.next(words, stop, to, true);
      }
    }
    rowBegin[rows] = count;
  }

  private void add(int from, int to) {
    if (count == begin.length) {
      begin = Arrays.copyOf(begin, 2 * count);
      end = Arrays.copyOf(end, 2 * count);
    }
    begin[count] = from;
    end[count++] = to;
  }

  int count() {
    return count;
  }

  int begin(int run) {
    return begin[run];
  }

  int end(int run) {
    return end[run];
  }

  /** The run that holds a voxel, or −1. */
  int at(int flat) {
    int row = flat / size.i();
    int found = Arrays.binarySearch(begin, rowBegin[row], rowBegin[row + 1], flat);
    int run = found >= 0 ? found : -found - 2;
    return run >= rowBegin[row] && flat < end[run] ? run : -1;
  }

  /** For each run the first run of its connected set. */
  int[] join(Connectivity connectivity) {
    parent = new int[count];
    Arrays.setAll(parent, n -> n);
    int reach = connectivity == Connectivity.CORNERS ? 1 : 0;
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        touch(j, k, j - 1, k, reach);
        for (int dj = -reach; dj <= reach; dj++) {
          touch(j, k, j + dj, k - 1, reach);
        }
      }
    }
    for (int run = 0; run < count; run++) {
      parent[run] = parent[parent[run]];
    }
    return parent;
  }

  /** Joins the runs of two rows that overlap when one is widened by {@code reach}. */
  private void touch(int j, int k, int otherJ, int otherK, int reach) {
    if (otherJ < 0 || otherJ >= size.j() || otherK < 0) {
      return;
    }
    int row = j + size.j() * k;
    int other = otherJ + size.j() * otherK;
    int shift = (row - other) * size.i();
    int a = rowBegin[row];
    int b = rowBegin[other];
    while (a < rowBegin[row + 1] && b < rowBegin[other + 1]) {
      if (begin[a] < end[b] + shift + reach && begin[b] + shift < end[a] + reach) {
        union(a, b);
      }
      if (end[a] < end[b] + shift) {
        a++;
      } else {
        b++;
      }
    }
  }

  private void union(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private int root(int run) {
    int at = run;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
