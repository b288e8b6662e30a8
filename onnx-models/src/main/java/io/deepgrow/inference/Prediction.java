package io.deepgrow.inference;

import io.deepgrow.inference.crop.Crop;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Optional;

/**
 * The mask for some clicks.
 *
 * @param mask on the volume's grid, the caller's own
 * @param crop what the network saw last; empty when it did not run
 * @param passes how often the network ran
 */
public record Prediction(Mask mask, Optional<Crop> crop, int passes, Timings timings) {

  /** A mask that no network was run for. */
  static Prediction without(Mask mask) {
    return new Prediction(mask, Optional.empty(), 0, new Timings(0, 0, 0));
  }

  /** This one in slice k, and what was there before it everywhere else. */
  Prediction within(int k, Mask before) {
    GridSize size = mask.size();
    VoxelBox slice =
        new VoxelBox(new VoxelIndex(0, 0, k), new VoxelIndex(size.i(), size.j(), k + 1));
    Mask merged = before.copy();
    merged.clear(slice);
    Mask own = Mask.ofPackedBits(mask.geometry(), slice, mask.packedBits(slice));
    return new Prediction(merged.or(own), crop, passes, timings);
  }

  /** This one, with the runs and times of one that it was built on. */
  Prediction after(Prediction earlier) {
    return new Prediction(mask, crop, passes + earlier.passes, timings.plus(earlier.timings));
  }
}
