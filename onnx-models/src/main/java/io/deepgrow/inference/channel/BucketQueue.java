package io.deepgrow.inference.channel;

import java.util.Arrays;

/**
 * A priority queue of voxels with whole-numbered costs, for Dijkstra (Dial 1969): one first-in
 * first-out list a cost, in a ring longer than the largest step. Costs must be taken in rising
 * order. Not safe for several threads; arrays are kept for the next use.
 */
final class BucketQueue {

  /** Voxels in the low half of each entry, origins in the high one. */
  private final long[][] entries;

  private final int[] head;
  private final int[] tail;
  private final int ring;
  private int waiting;
  private int level;
  private long current;

  /**
   * An empty queue.
   *
   * @param largestStep how much more than the cost taken last an added one may be; positive
   */
  BucketQueue(int largestStep) {
    int length = 2 * Integer.highestOneBit(largestStep);
    entries = new long[length][16];
    head = new int[length];
    tail = new int[length];
    ring = length - 1;
  }

  void clear() {
    Arrays.fill(head, 0);
    Arrays.fill(tail, 0);
    waiting = 0;
    level = 0;
  }

  void add(int cost, int voxel, int origin) {
    int bucket = cost & ring;
    int at = tail[bucket]++;
    if (at == entries[bucket].length) {
      entries[bucket] = Arrays.copyOf(entries[bucket], 2 * at);
    }
    entries[bucket][at] = (long) origin << 32 | voxel;
    waiting++;
  }

  /** Goes to the cheapest entry; false when none is left. */
  boolean next() {
    if (waiting == 0) {
      return false;
    }
    int bucket = level & ring;
    while (head[bucket] == tail[bucket]) {
      head[bucket] = 0;
      tail[bucket] = 0;
      bucket = ++level & ring;
    }
    current = entries[bucket][head[bucket]++];
    waiting--;
    return true;
  }

  /** Cost of the entry that {@link #next} went to. */
  int cost() {
    return level;
  }

  int voxel() {
    return (int) current;
  }

  int origin() {
    return (int) (current >>> 32);
  }
}
