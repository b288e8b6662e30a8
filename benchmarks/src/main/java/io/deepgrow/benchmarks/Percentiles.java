package io.deepgrow.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** Median and 95th percentile of some times, by nearest rank. */
public record Percentiles(double p50, double p95) {

  /** Of at least one value. */
  public static Percentiles of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("Percentiles of nothing");
    }
    return new Percentiles(rank(sorted, 0.5), rank(sorted, 0.95));
  }

  private static double rank(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }

  static double median(double... values) {
    return of(Arrays.stream(values).boxed().toList()).p50();
  }
}
