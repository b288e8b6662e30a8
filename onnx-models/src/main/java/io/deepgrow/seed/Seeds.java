package io.deepgrow.seed;

import java.util.Random;

/**
 * The one place that turns a seed and coordinates (a purpose, a step, a slot …) into a generator:
 * each coordinate is mixed in by SplitMix64's finaliser (Steele, Lea, Flood 2014), so that
 * neighbouring coordinates draw independently and no two lists of coordinates meet by arithmetic.
 * {@code new Random(seed + n)} does neither.
 */
public final class Seeds {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long state;

  private Seeds(long state) {
    this.state = state;
  }

  /**
   * The seeds of one purpose.
   *
   * @param seed as a user gives it
   * @param purpose keeps what uses the same seed apart
   */
  public static Seeds of(long seed, String purpose) {
    Seeds seeds = new Seeds(mix(seed + GOLDEN)).at(purpose.length());
    for (int n = 0; n < purpose.length(); n++) {
      seeds = seeds.at(purpose.charAt(n));
    }
    return seeds;
  }

  /** Those at one more coordinate; the order of coordinates matters. */
  public Seeds at(long coordinate) {
    return new Seeds(mix((state + GOLDEN) ^ mix(coordinate * GOLDEN + 1)));
  }

  /** As a number, for what takes nothing else. */
  public long value() {
    return state;
  }

  /** A new generator; always the same one here. */
  public Random random() {
    return new Random(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
