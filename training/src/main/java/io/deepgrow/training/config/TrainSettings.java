package io.deepgrow.training.config;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.training.engine.Arithmetic;
import io.deepgrow.training.feed.Augmentation;
import io.deepgrow.training.feed.PatchShares;
import io.deepgrow.training.train.Checkpoints;
import io.deepgrow.training.train.Compute;
import io.deepgrow.training.train.Interaction;
import io.deepgrow.training.train.LearningRate;
import io.deepgrow.training.train.NetworkSpec;
import io.deepgrow.training.train.TrainingLoss;
import io.deepgrow.training.train.TrainingPlan;
import java.util.List;

/**
 * Every value of a training run, by the names of the flags of {@code deepgrow train}; what each
 * means is told there and in docs/training.md.
 */
@JsonPropertyOrder({"seed", "data"})
public record TrainSettings(
    long seed,
    String data,
    List<DataCollection> collections,
    List<String> holdOut,
    NetworkKind network,
    List<Integer> widths,
    Shortcuts shortcuts,
    PatchKind patches,
    Augmentation augment,
    double easyShare,
    List<Double> shares,
    int steps,
    int epochs,
    int patch,
    int batch,
    double lateShare,
    int latePatch,
    int lateBatch,
    InteractionKind interaction,
    int clicks,
    double startedShare,
    boolean frozen,
    TrainingLoss loss,
    double rate,
    int warmUp,
    LearningRate.Schedule schedule,
    int dropEpochs,
    double dropFactor,
    List<String> devices,
    Precision precision,
    boolean recompute,
    int workers,
    int patchThreads,
    int patchesAhead,
    int saveEvery,
    double saveMinutes,
    int logEvery,
    int validateEvery,
    int validationPatches,
    int validationClicks,
    int patience,
    boolean tensorboard) {

  /** Which network. */
  public enum NetworkKind {
    BASIC,
    COMPACT
  }

  /** Residual shortcuts of the basic network. */
  public enum Shortcuts {
    NONE,
    IDENTITY
  }

  /** Which patches. */
  public enum PatchKind {
    PREPARED,
    MIXED
  }

  /** The arithmetic of convolutions. */
  public enum Precision {
    /** The quicker by a measurement. */
    AUTO,
    FLOAT32,
    BFLOAT16
  }

  /** How clicks come. */
  public enum InteractionKind {
    ROUNDS,
    STEPS
  }

  public TrainSettings {
    collections = List.copyOf(collections);
    holdOut = List.copyOf(holdOut);
    widths = List.copyOf(widths);
    devices = List.copyOf(devices);
    shares = List.copyOf(shares);
    share("easy-share", easyShare);
    share("started-share", startedShare);
    if (shares.size() != 4) {
      throw new IllegalArgumentException("shares must be four numbers, not " + shares);
    }
    share("late-share", lateShare);
    atLeast(0, "steps", steps);
    atLeast(0, "epochs", epochs);
    atLeast(0, "workers", workers);
    atLeast(0, "drop-epochs", dropEpochs);
    atLeast(1, "batch", batch);
    atLeast(1, "late-batch", lateBatch);
    atLeast(0, "clicks", clicks);
    atLeast(0, "patience", patience);
    if (steps == 0 && epochs == 0) {
      throw new IllegalArgumentException("Either steps or epochs must be more than 0");
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, not " + value);
    }
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }

  /** The network to train. */
  public NetworkSpec spec() {
    return network == NetworkKind.COMPACT
        ? new NetworkSpec.Compact(widths)
        : new NetworkSpec.Basic(
            widths,
            shortcuts == Shortcuts.IDENTITY
                ? BasicUNet.Residual.IDENTITY
                : BasicUNet.Residual.NONE);
  }

  /** How often each kind of mixed patch is drawn. */
  public PatchShares patchShares() {
    return new PatchShares(shares.get(0), shares.get(1), shares.get(2), shares.get(3));
  }

  /** Optimiser steps, for a dataset of so many patches when epochs decide. */
  public int stepsFor(int trainingPatches) {
    long perEpoch = perEpoch(trainingPatches);
    return steps > 0 ? steps : Math.toIntExact(Math.min(Integer.MAX_VALUE, epochs * perEpoch));
  }

  private long perEpoch(int trainingPatches) {
    return Math.max(1, (trainingPatches + batch - 1L) / batch);
  }

  /**
   * The plan.
   *
   * @param trainingPatches patches of an epoch
   */
  public TrainingPlan plan(int trainingPatches) {
    return new TrainingPlan(
        seed,
        spec(),
        stepsFor(trainingPatches),
        patch,
        batch,
        lateShare > 0 ? latePatch : patch,
        lateShare > 0 ? lateBatch : batch,
        lateShare,
        frozen,
        learningRate(trainingPatches),
        interaction == InteractionKind.ROUNDS
            ? new Interaction.Rounds(clicks)
            : new Interaction.ClickAStep(clicks, startedShare),
        loss);
  }

  private LearningRate learningRate(int trainingPatches) {
    return schedule == LearningRate.Schedule.COSINE
        ? LearningRate.cosine(rate, warmUp)
        : new LearningRate(
            schedule, rate, warmUp, dropEpochs * perEpoch(trainingPatches), dropFactor);
  }

  /** Devices, threads and arithmetic; 32 bits when a measurement is to decide. */
  public Compute compute() {
    Compute compute =
        Compute.of(devices, workers, patchThreads, patchesAhead).recomputing(recompute);
    return precision == Precision.BFLOAT16 ? compute.with(Arithmetic.BFLOAT16) : compute;
  }

  /** When the run saves, reports and judges itself. */
  public Checkpoints checkpoints() {
    return new Checkpoints(
        saveEvery, saveMinutes, logEvery, validateEvery, validationClicks, patience, tensorboard);
  }
}
