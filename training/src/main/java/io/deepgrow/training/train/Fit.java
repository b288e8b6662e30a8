package io.deepgrow.training.train;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.train.Judgements.Judgement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A whole run: snapshots, curve, validations, and the way back when it collapses. */
public final class Fit {

  private static final int MOST_COLLAPSES = 6;
  private static final String LAST = "last.snapshot";
  private static final String BEST = "best.snapshot";

  private final TrainingPlan plan;
  private final Compute compute;
  private final Checkpoints checkpoints;
  private final TrainingRun.PatchStream patches;
  private final HeldOut heldOut;
  private final Path out;
  private final PrintWriter terminal;

  /**
   * A run.
   *
   * @param heldOut patches to judge it on, perhaps none
   * @param out folder for all it leaves behind
   */
  public Fit(
      TrainingPlan plan,
      Compute compute,
      Checkpoints checkpoints,
      TrainingRun.PatchStream patches,
      List<TrainingPatch> heldOut,
      Path out,
      PrintWriter terminal) {
    this.plan = plan;
    this.compute = compute;
    this.checkpoints = checkpoints;
    this.patches = patches;
    this.heldOut = new HeldOut(heldOut, checkpoints.validationClicks());
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Trains to the end of the plan, or until patience ends, and leaves {@code last.snapshot} and,
   * after a validation, {@code best.snapshot} behind.
   *
   * @param resume whether to go on from the last snapshot, if there is one
   * @param start parameters to start from, in the engine's order
   * @throws TrainingException when the run collapses again and again
   */
  public void run(boolean resume, Optional<List<float[]>> start) throws IOException {
    Path file = out.resolve(LAST);
    try (TrainingRun run = new TrainingRun(plan, patches, compute)) {
      if (start.isPresent()) {
        run.startFrom(start.get());
      }
      if (resume && Files.exists(file)) {
        run.restore(Snapshot.read(file));
        terminal.printf("going on at step %d%n", run.step());
      }
      try (RunMetrics metrics = new RunMetrics(plan, checkpoints, out, run, terminal)) {
        loop(run, metrics);
        run.snapshot().write(file);
        metrics.report();
      }
    }
  }

  private void loop(TrainingRun run, RunMetrics metrics) throws IOException {
    Snapshot good = run.snapshot();
    CollapseGuard guard = new CollapseGuard();
    int collapses = 0;
    long saved = System.nanoTime();
    while (!run.done()) {
      StepResult result = run.next();
      if (guard.collapsed(result)) {
        if (++collapses == MOST_COLLAPSES) {
          throw new TrainingException(
              "The run collapsed %d times, at last at step %d; try a lower --rate, and see that"
                      .formatted(collapses, run.step())
                  + " the data holds no broken voxels");
        }
        terminal.printf(
            "collapsed at step %d; back to %d at half the rate%n", run.step(), good.step());
        run.retreat(good);
        guard.reset();
        continue;
      }
      metrics.add(run.step(), result);
      if (run.step() % checkpoints.saveEvery() == 0) {
        good = run.snapshot();
        good.write(out.resolve(LAST));
        saved = System.nanoTime();
      } else if (System.nanoTime() - saved > checkpoints.saveMinutes() * 60e9) {
        run.snapshot().write(out.resolve(LAST));
        saved = System.nanoTime();
      }
      if (isTimeToJudge(run) && !judge(run, metrics)) {
        break;
      }
    }
  }

  private boolean isTimeToJudge(TrainingRun run) {
    return checkpoints.validateEvery() > 0
        && !heldOut.isEmpty()
        && (run.done() || run.step() % checkpoints.validateEvery() == 0);
  }

  /** Whether the run should go on. */
  private boolean judge(TrainingRun run, RunMetrics metrics) throws IOException {
    List<HeldOut.Sample> samples = heldOut.judge(run::predict);
    Judgement judgement = Judgement.of(run.step(), HeldOut.dicePerClick(samples));
    if (metrics.add(judgement, samples)) {
      run.snapshot().write(out.resolve(BEST));
    }
    boolean patient = checkpoints.patience() == 0 || metrics.sinceBest() < checkpoints.patience();
    if (!patient && !run.done()) {
      terminal.printf(
          Locale.ROOT,
          "no better validation in the last %d; ending at step %d%n",
          checkpoints.patience(),
          run.step());
    }
    return patient;
  }
}
