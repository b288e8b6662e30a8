package io.deepgrow.inference;

/**
 * Where the time of a prediction went, in nanoseconds.
 *
 * @param crop planning, sampling and guidance
 * @param infer the network, all passes
 * @param restore from logits to the mask
 */
public record Timings(long crop, long infer, long restore) {

  Timings plus(Timings other) {
    return new Timings(crop + other.crop, infer + other.infer, restore + other.restore);
  }
}
