package io.deepgrow.inference.channel;

import java.util.Arrays;

/**
 * When a front that starts at some voxels arrives at all others. It moves over neighbouring voxels
 * of the halved grid; a step takes 1 plus the difference of the image in units of {@value #EDGE},
 * at most {@value #STEEPEST} (geodesic distances, Criminisi, Sharp and Blake 2008). Times are
 * counted in eighths. Not safe for several threads: the queue is kept for the next march.
 */
final class FrontMarch {

  /** Scaled image units of a difference that takes as long as a step: 2 HU of a 200 HU scale. */
  static final double EDGE = 0.01;

  static final double STEEPEST = 40;

  /** Parts of a step that times are counted in. */
  private static final int PARTS = 8;

  private static final float PARTS_PER_UNIT = (float) (PARTS / EDGE);
  private static final float LONGEST = (float) (PARTS * STEEPEST);
  private static final int NEVER = Integer.MAX_VALUE / 4;

  private final BucketQueue queue = new BucketQueue(PARTS + (int) LONGEST);
  private int[] arrivals = new int[0];

  /** Arrivals of a front from some voxels; the array serves again for the next march. */
  int[] from(HalfGrid image, int[] seeds) {
    int[] arrival = arrivals(image);
    Arrays.fill(arrival, NEVER);
    image.fillRim(arrival, 0);
    return march(image, arrival, seeds);
  }

  /** Arrivals of a front from the outermost voxels of the grid. */
  int[] fromFaces(HalfGrid image) {
    return from(image, faces(image)).clone();
  }

  /**
   * Arrivals of a front from the outermost voxels of the grid and from some others: only what these
   * reach earlier is walked through.
   */
  int[] fromFacesAnd(HalfGrid image, int[] seeds) {
    int[] faces = image.faces();
    if (seeds.length == 0) {
      return faces;
    }
    int[] arrival = arrivals(image);
    System.arraycopy(faces, 0, arrival, 0, faces.length);
    return march(image, arrival, seeds);
  }

  private int[] arrivals(HalfGrid image) {
    if (arrivals.length != image.length()) {
      arrivals = new int[image.length()];
    }
    return arrivals;
  }

  private static int[] faces(HalfGrid image) {
    int ni = image.size().i();
    int nj = image.size().j();
    int nk = image.size().k();
    int[] faces = new int[ni * nj * nk];
    int count = 0;
    for (int k = 0; k < nk; k++) {
      for (int j = 0; j < nj; j++) {
        boolean whole = k == 0 || k == nk - 1 || j == 0 || j == nj - 1;
        for (int i = 0; i < ni; i++) {
          if (whole || i == 0 || i == ni - 1) {
            faces[count++] = image.at(i, j, k);
          }
        }
      }
    }
    return Arrays.copyOf(faces, count);
  }

  private int[] march(HalfGrid image, int[] arrival, int[] seeds) {
    queue.clear();
    for (int seed : seeds) {
      arrival[seed] = 0;
      queue.add(0, seed, 0);
    }
    int row = image.row();
    int slice = image.slice();
    int[] alongI = image.steps(1);
    int[] alongJ = image.steps(row);
    int[] alongK = image.steps(slice);
    while (queue.next()) {
      int voxel = queue.voxel();
      if (arrival[voxel] < queue.cost()) {
        continue;
      }
      step(arrival, voxel - 1, alongI[voxel - 1]);
      step(arrival, voxel + 1, alongI[voxel]);
      step(arrival, voxel - row, alongJ[voxel - row]);
      step(arrival, voxel + row, alongJ[voxel]);
      step(arrival, voxel - slice, alongK[voxel - slice]);
      step(arrival, voxel + slice, alongK[voxel]);
    }
    return arrival;
  }

  private void step(int[] arrival, int to, int time) {
    int next = queue.cost() + time;
    if (next < arrival[to]) {
      arrival[to] = next;
      queue.add(next, to, 0);
    }
  }

  /** What the step from each mean to the one {@code apart} further in the array takes. */
  static int[] steps(float[] means, int apart) {
    int[] steps = new int[means.length];
    for (int v = 0; v < means.length - apart; v++) {
      float edge = Math.abs(means[v] - means[v + apart]) * PARTS_PER_UNIT;
      steps[v] = PARTS + (int) Math.min(LONGEST, edge);
    }
    return steps;
  }
}
