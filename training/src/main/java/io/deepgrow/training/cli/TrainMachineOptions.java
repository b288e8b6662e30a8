package io.deepgrow.training.cli;

import io.deepgrow.training.config.TrainSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The flags for what a run computes with and what it leaves behind; what is not named keeps its
 * value of preset and file.
 */
@SuppressWarnings("UnusedVariable") // read by their names, see TrainCommand
final class TrainMachineOptions {

  @Option(
      names = "--devices",
      paramLabel = "NAME",
      split = ",",
      description = "cpu, cuda:0, cuda:1, …; one that is missing ends the run (default: cpu).")
  private @Nullable List<String> devices;

  @Option(
      names = "--precision",
      paramLabel = "auto|float32|bfloat16",
      description = {
        "Of convolutions; weights and normalisation have 32 bits. A short measurement decides",
        "at the start, and its choice is noted for --resume (default: auto)."
      })
  private TrainSettings.@Nullable Precision precision;

  @Option(
      names = "--recompute",
      paramLabel = "true|false",
      arity = "1",
      description = {
        "Spare memory: keep only some outputs of the network for the backward pass and",
        "compute the others twice (default: false)."
      })
  private @Nullable Boolean recompute;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = {
        "Copies of the network that share each batch, spread over the devices; 0: one on each",
        "(default: 0)."
      })
  private @Nullable Integer workers;

  @Option(
      names = "--patch-threads",
      paramLabel = "N",
      description = "Threads that make patches; order and result do not depend on it (default: 1).")
  private @Nullable Integer patchThreads;

  @Option(
      names = "--patches-ahead",
      paramLabel = "N",
      description = "Patches in memory before they are needed (default: 6).")
  private @Nullable Integer patchesAhead;

  @Option(
      names = "--save-every",
      paramLabel = "N",
      description = "Steps between snapshots (default: 500).")
  private @Nullable Integer saveEvery;

  @Option(
      names = "--save-minutes",
      paramLabel = "X",
      description = "Most minutes between snapshots (default: 10).")
  private @Nullable Double saveMinutes;

  @Option(
      names = "--log-every",
      paramLabel = "N",
      description = "Steps between points of curve.csv (default: 10; compact: 50).")
  private @Nullable Integer logEvery;

  @Option(
      names = "--validate-every",
      paramLabel = "N",
      description = "Steps between validations on held-out patches; 0 for none (default: 500).")
  private @Nullable Integer validateEvery;

  @Option(
      names = "--validation-patches",
      paramLabel = "N",
      description = "Most patches held out; without data, scenes (default: 8).")
  private @Nullable Integer validationPatches;

  @Option(
      names = "--validation-clicks",
      paramLabel = "N",
      description = "Simulated clicks on each (default: 15).")
  private @Nullable Integer validationClicks;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many validations without a better one; 0: never (default: 0).")
  private @Nullable Integer patience;

  @Option(
      names = "--tensorboard",
      paramLabel = "true|false",
      arity = "1",
      description = "Write event files for TensorBoard (default: true).")
  private @Nullable Boolean tensorboard;
}
