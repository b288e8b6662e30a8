package io.deepgrow.inference;

import io.deepgrow.volume.Mask;
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

  /** This one, with the runs and times of one that it was built on. */
  Prediction after(Prediction earlier) {
    return new Prediction(mask, crop, passes + earlier.passes, timings.plus(earlier.timings));
  }
}
