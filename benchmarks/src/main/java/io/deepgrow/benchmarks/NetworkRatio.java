package io.deepgrow.benchmarks;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.model.Activation;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Time of the compact network as a share of the eight-channel BasicUNet's: random weights, one
 * process, one run of each in turn, so that a busy machine slows both.
 */
public final class NetworkRatio {

  private NetworkRatio() {}

  /** Medians and minima in milliseconds. */
  public record Result(
      double compactMs, double baselineMs, double compactMinMs, double baselineMinMs) {

    /** Compact ÷ baseline, of the medians. */
    public double ratio() {
      return compactMs / baselineMs;
    }

    /** Compact ÷ baseline, of the minima: what a quiet machine would show. */
    public double ratioOfMinima() {
      return compactMinMs / baselineMinMs;
    }
  }

  /** The network that the ratio is measured against: features 8, 16, 32, 64, 128, 8. */
  public static Architecture baseline() {
    return new BasicUNet(
        3, List.of(8, 16, 32, 64, 128, 8), BasicUNet.Residual.NONE, BasicUNet.Edges.MULTIPLE_OF_16);
  }

  /**
   * Runs both networks in turn, after three rounds of warm-up.
   *
   * @param edge edge of the cubic grid, a multiple of 16
   */
  public static Result measure(Architecture compact, int edge, int rounds, OnnxOptions options) {
    GridSize grid = GridSize.cube(edge);
    try (OnnxNetwork fast = open(compact, grid, options.withWarmUpRuns(3));
        OnnxNetwork slow = open(baseline(), grid, options.withWarmUpRuns(3))) {
      return measure(fast, slow, grid, rounds);
    }
  }

  private static Result measure(OnnxNetwork fast, OnnxNetwork slow, GridSize grid, int rounds) {
    double[] compactMs = new double[rounds];
    double[] baselineMs = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      compactMs[round] = time(fast, grid);
      baselineMs[round] = time(slow, grid);
    }
    Arrays.sort(compactMs);
    Arrays.sort(baselineMs);
    return new Result(compactMs[rounds / 2], baselineMs[rounds / 2], compactMs[0], baselineMs[0]);
  }

  /** The bundled model, on the grid that it runs on. */
  static Result ofBundledModel(int rounds, OnnxOptions options) {
    OnnxOptions warm = options.withWarmUpRuns(3);
    try (OnnxNetwork fast = ModelRegistry.bundled().open("deepgrow-compact", warm)) {
      GridSize grid = fast.descriptor().gridSize();
      try (OnnxNetwork slow = open(baseline(), grid, warm)) {
        return measure(fast, slow, grid, rounds);
      }
    }
  }

  /** An architecture with random weights, ready to run. */
  public static OnnxNetwork open(Architecture architecture, GridSize grid, OnnxOptions options) {
    byte[] graph = architecture.toOnnx(architecture.initial(new Random(1)));
    return OnnxNetwork.open(descriptor(architecture, grid, Checksum.sha256(graph)), graph, options);
  }

  private static double time(OnnxNetwork network, GridSize grid) {
    float[] input = new float[network.descriptor().channels().size() * grid.arrayLength()];
    Random random = new Random(2);
    for (int n = 0; n < input.length; n++) {
      input[n] = random.nextFloat();
    }
    float[] logits = new float[grid.arrayLength()];
    long start = System.nanoTime();
    network.run(input, grid, logits);
    return (System.nanoTime() - start) / 1e6;
  }

  private static ModelDescriptor descriptor(
      Architecture architecture, GridSize grid, String sha256) {
    return new ModelDescriptor(
        "benchmark",
        "0",
        "Random weights",
        architecture.describe(),
        Architecture.INPUT,
        Architecture.OUTPUT,
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        grid,
        Intensity.unclipped(0, 1),
        new GuidanceSettings(2, GuidanceSettings.Combine.MAX),
        new CropSettings.Zoom(96, 1, 2, 0, 1),
        Orientation.ANY,
        Activation.SIGMOID,
        0.5,
        List.of(),
        "Apache-2.0",
        "none",
        "benchmarks",
        sha256,
        TrainingRecord.unknown());
  }

  /** Arguments: rounds (12), threads (2), spinning (true). */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 12;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    boolean spinning = args.length <= 2 || Boolean.parseBoolean(args[2]);
    Result result = ofBundledModel(rounds, OnnxOptions.cpu().withThreads(threads, spinning));
    System.out.printf(
        "bundled %.0f ms, baseline %.0f ms, ratio %.3f; minima %.0f / %.0f ms, ratio %.3f%n",
        result.compactMs(),
        result.baselineMs(),
        result.ratio(),
        result.compactMinMs(),
        result.baselineMinMs(),
        result.ratioOfMinima());
  }
}
