package io.deepgrow.training.data;

import java.util.Random;

/** Connected pieces of a cube, 6-connected. */
final class Pieces {

  private Pieces() {}

  /** The piece of a mask that a random voxel of it belongs to; an empty mask stays empty. */
  static float[] containingRandomVoxel(Random random, float[] mask, int edge) {
    int start = randomVoxel(random, mask);
    float[] piece = new float[mask.length];
    if (start >= 0) {
      grow(start, edge, flat -> mask[flat] > 0, piece);
    }
    return piece;
  }

  /** A random voxel that is set, or −1. */
  static int randomVoxel(Random random, float[] mask) {
    int count = 0;
    for (float value : mask) {
      count += value > 0 ? 1 : 0;
    }
    if (count == 0) {
      return -1;
    }
    int pick = random.nextInt(count);
    for (int v = 0; v < mask.length; v++) {
      if (mask[v] > 0 && pick-- == 0) {
        return v;
      }
    }
    return -1;
  }

  /**
   * Sets in {@code piece} all voxels that can be reached from {@code start}; returns their number.
   */
  static int grow(int start, int edge, Membership belongs, float[] piece) {
    int[] queue = new int[piece.length];
    int head = 0;
    int tail = 0;
    queue[tail++] = start;
    piece[start] = 1;
    int slice = edge * edge;
    while (head < tail) {
      int v = queue[head++];
      int i = v % edge;
      int j = v / edge % edge;
      int k = v / slice;
      if (i > 0) {
        tail = visit(v - 1, belongs, piece, queue, tail);
      }
      if (i < edge - 1) {
        tail = visit(v + 1, belongs, piece, queue, tail);
      }
      if (j > 0) {
        tail = visit(v - edge, belongs, piece, queue, tail);
      }
      if (j < edge - 1) {
        tail = visit(v + edge, belongs, piece, queue, tail);
      }
      if (k > 0) {
        tail = visit(v - slice, belongs, piece, queue, tail);
      }
      if (k < edge - 1) {
        tail = visit(v + slice, belongs, piece, queue, tail);
      }
    }
    return tail;
  }

  private static int visit(int v, Membership belongs, float[] piece, int[] queue, int tail) {
    if (piece[v] == 0 && belongs.test(v)) {
      piece[v] = 1;
      queue[tail] = v;
      return tail + 1;
    }
    return tail;
  }

  /** Whether a voxel, by its i-fastest position, may belong to a piece. */
  @FunctionalInterface
  interface Membership {
    boolean test(int flat);
  }
}
