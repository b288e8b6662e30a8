package io.deepgrow.training.cli;

import io.deepgrow.training.config.TrainSettings;
import io.deepgrow.training.train.LearningRate;
import io.deepgrow.training.train.TrainingLoss;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for how a run learns; what is not named keeps its value of preset and file. */
@SuppressWarnings("UnusedVariable") // read by their names, see TrainCommand
final class TrainCourseOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = {
        "Of patches, clicks and weights. The same seed gives the same run on a CPU",
        "(default: 1)."
      })
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimiser steps; 0: --epochs decide (default: 0; compact: 9000).")
  private @Nullable Integer steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times each patch is seen, if --steps is 0 (default: 100; compact: 0).")
  private @Nullable Integer epochs;

  @Option(
      names = "--patch",
      paramLabel = "N",
      description = "Edge of a patch in voxels, a multiple of 16 (default: 128; compact: 64).")
  private @Nullable Integer patch;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Patches in a step, over all workers (default: 1; compact: 3).")
  private @Nullable Integer batch;

  @Option(
      names = "--late-share",
      paramLabel = "PART",
      description = {
        "Last part of the run, with other patches and frozen statistics of normalisation",
        "(default: 0; compact: 0.3)."
      })
  private @Nullable Double lateShare;

  @Option(
      names = "--late-patch",
      paramLabel = "N",
      description = "Edge in that part (default: 128; compact: 96).")
  private @Nullable Integer latePatch;

  @Option(
      names = "--late-batch",
      paramLabel = "N",
      description = "Patches in a step of that part (default: 1).")
  private @Nullable Integer lateBatch;

  @Option(
      names = "--interaction",
      paramLabel = "rounds|steps",
      description = {
        "Rounds of prediction and correction before each step, as published, or one click",
        "and one step in turn (default: rounds; compact: steps)."
      })
  private TrainSettings.@Nullable InteractionKind interaction;

  @Option(
      names = "--clicks",
      paramLabel = "N",
      description = "Most rounds, or mean clicks on a patch (default: 15; compact: 4).")
  private @Nullable Integer clicks;

  @Option(
      names = "--started-share",
      paramLabel = "PART",
      description = {
        "With one click and one step in turn: how many patches begin with a mask that clicks",
        "are to correct (default: 0; compact: 0.15)."
      })
  private @Nullable Double startedShare;

  @Option(
      names = "--frozen",
      paramLabel = "true|false",
      arity = "1",
      description = {
        "Keep the statistics of normalisation as they are from the first step on",
        "(default: false; true with --from-model)."
      })
  private @Nullable Boolean frozen;

  @Option(
      names = "--loss",
      paramLabel = "dice|entropy-dice",
      description =
          "Soft Dice, alone or with cross-entropy (default: dice; compact: entropy-dice).")
  private @Nullable TrainingLoss loss;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "Highest learning rate of Adam (default: 1.0E-4; compact: 0.001).")
  private @Nullable Double rate;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps until it is reached (default: 0; compact: 250).")
  private @Nullable Integer warmUp;

  @Option(
      names = "--schedule",
      paramLabel = "step|cosine",
      description = "How it falls (default: step; compact: cosine).")
  private LearningRate.@Nullable Schedule schedule;

  @Option(
      names = "--drop-epochs",
      paramLabel = "N",
      description = {
        "Step schedule: epochs between drops, 0 for never; as published, it does not fall",
        "within 100 epochs (default: 5000)."
      })
  private @Nullable Integer dropEpochs;

  @Option(
      names = "--drop-factor",
      paramLabel = "X",
      description = "Step schedule: what a drop multiplies the rate by (default: 0.1).")
  private @Nullable Double dropFactor;
}
