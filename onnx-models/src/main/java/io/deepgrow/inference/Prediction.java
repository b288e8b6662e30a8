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
public record Prediction(Mask mask, Optional<Crop> crop, int passes, Timings timings) {}
