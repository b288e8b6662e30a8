package io.deepgrow.inference;

import java.util.Arrays;

/**
 * A priority queue of voxels with whole-numbered costs, for Dijkstra (Dial 1969): one first-in
 * first-out list a cost, in a ring as long as the largest step. Costs must be taken in rising
 * order. Not safe for several threads; arrays are kept for the next use.
 */
final class BucketQueue {

  private final int[] first;
  private final int[] last;
  private int[] voxels = new int[0];
  private int[] origins = new int[0];
  private int[] after = new int[0];
  private int entries;
  private int waiting;
  private int level;
  private int current;

  /**
   * An empty queue.
   *
   * @param largestStep how much more than the cost taken last an added one may be
   */
  BucketQueue(int largestStep) {
    first = new int[largestStep + 1];
    last = new int[largestStep + 1];
  }

  void clear() {
    Arrays.fill(first, -1);
    entries = 0;
    waiting = 0;
    level = 0;
  }

  void add(int cost, int voxel, int origin) {
    if (entries == voxels.length) {
      int length = Math.max(1 << 12, 2 * entries);
      voxels = Arrays.copyOf(voxels, length);
      origins = Arrays.copyOf(origins, length);
      after = Arrays.copyOf(after, length);
    }
    voxels[entries] = voxel;
    origins[entries] = origin;
    after[entries] = -1;
    int bucket = cost % first.length;
    if (first[bucket] < 0) {
      first[bucket] = entries;
    } else {
      after[last[bucket]] = entries;
    }
    last[bucket] = entries++;
    waiting++;
  }

  /** Goes to the cheapest entry; false when none is left. */
  boolean next() {
    if (waiting == 0) {
      return false;
    }
    int bucket = level % first.length;
    while (first[bucket] < 0) {
      level++;
      bucket = level % first.length;
    }
    current = first[bucket];
    first[bucket] = after[current];
    waiting--;
    return true;
  }

  /** Cost of the entry that {@link #next} went to. */
  int cost() {
    return level;
  }

  int voxel() {
    return voxels[current];
  }

  int origin() {
    return origins[current];
  }
}
