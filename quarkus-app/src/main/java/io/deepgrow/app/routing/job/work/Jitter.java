package io.deepgrow.app.routing.job.work;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How much the mask of a click depends on where exactly the click was. */
final class Jitter {

  /** Voxels along each axis, at most. */
  private static final int REACH = 2;

  private static final int CLICKS = 2;

  private Jitter() {}

  /**
   * Different places close to one, none that place itself unless the volume is too small; always
   * the same ones in the same series, so that whoever asks gets the same judgement.
   */
  static List<VoxelIndex> around(VoxelIndex seed, GridSize size, SeriesUid series) {
    Random random = Seeds.of(0, series.value()).at(seed.i()).at(seed.j()).at(seed.k()).random();
    boolean tooSmall = size.voxels() <= CLICKS;
    List<VoxelIndex> places = new ArrayList<>();
    while (places.size() < CLICKS) {
      VoxelIndex place = seed.plus(offset(random), offset(random), offset(random));
      if (tooSmall) {
        places.add(seed);
      } else if (size.contains(place) && !place.equals(seed) && !places.contains(place)) {
        places.add(place);
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
