package io.deepgrow.app.routing.job.work;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** How much the mask of a click depends on where exactly the click was. */
final class Jitter {

  /** Voxels along each axis, at most. */
  private static final int REACH = 2;

  private static final int CLICKS = 2;

  private Jitter() {}

  /**
   * Other places close to one, always the same of the same job, none that place itself unless the
   * volume is too small.
   *
   * @param number of the structure within the job
   */
  static List<VoxelIndex> around(VoxelIndex seed, GridSize size, UUID job, int number) {
    Random random = new Random(job.getMostSignificantBits() ^ (31L * number));
    List<VoxelIndex> places = new ArrayList<>();
    while (places.size() < CLICKS) {
      VoxelIndex place = seed.plus(offset(random), offset(random), offset(random));
      boolean fits = size.contains(place) && !place.equals(seed);
      if (fits || size.voxels() == 1) {
        places.add(size.contains(place) ? place : seed);
      }
    }
    return places;
  }

  private static int offset(Random random) {
    return random.nextInt(2 * REACH + 1) - REACH;
  }

  /**
   * The mean Dice of all pairs, 0 to 1; a pair of empty masks counts as 0, for nothing was found.
   */
  static double agreement(List<Mask> masks) {
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < masks.size(); a++) {
      for (int b = a + 1; b < masks.size(); b++) {
        sum += Dice.of(masks.get(a), masks.get(b)).orElse(0);
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }
}
