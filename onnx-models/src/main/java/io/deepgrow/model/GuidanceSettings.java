package io.deepgrow.model;

import java.util.Objects;

/**
 * How clicks are drawn into a guidance channel.
 *
 * @param sigma standard deviation of the Gaussian in network voxels
 * @param combine what happens where the Gaussians of several clicks meet
 */
public record GuidanceSettings(double sigma, Combine combine) {

  /** How the responses of several clicks join. */
  public enum Combine {
    /** They add up, then the channel is scaled from its minimum 0 to its maximum 1. */
    SUM_MINMAX,
    /** The largest counts; each click peaks at 1. */
    MAX
  }

  public GuidanceSettings {
    Valid.positive(sigma, "guidance.sigma");
    Valid.that(sigma <= 64, "guidance.sigma must be at most 64 voxels: " + sigma);
    Objects.requireNonNull(combine, "guidance.combine is missing");
  }
}
