package io.deepgrow.training.train;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.RealPatchSource;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A whole run: curriculum, curve, snapshots, and the way back when it collapses. */
public final class Fit {

  private static final int SNAPSHOT_EVERY = 500;
  private static final int LOG_EVERY = 50;
  private static final double EASY_SHARE = 0.07;

  private final TrainingPlan plan;
  private final PatchMixture easy;
  private final PatchMixture full;
  private final Path out;
  private final PrintWriter terminal;
  private boolean skipEasy;

  public Fit(
      TrainingPlan plan,
      PatchShares shares,
      List<RealPatchSource.Example> examples,
      List<RealPatchSource.Example> phantoms,
      Path out,
      PrintWriter terminal) {
    this.plan = plan;
    this.out = out;
    this.terminal = terminal;
    easy = new PatchMixture(plan.seed(), List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
    full = new PatchMixture(plan.seed() + 1, shares.parts(examples, phantoms));
    terminal.printf(
        "%d steps; %d pairs of real CT; writing to %s%n", plan.steps(), examples.size(), out);
    terminal.flush();
  }

  /** Trains from random weights. */
  public void run(boolean resume) throws IOException {
    run(resume, Optional.empty());
  }

  /**
   * Trains to the end of the plan and leaves {@code last.snapshot} behind.
   *
   * @param start folder of a run whose weights to start from, without the easy first part
   */
  public void run(boolean resume, Optional<Path> start) throws IOException {
    skipEasy = start.isPresent();
    Path file = out.resolve("last.snapshot");
    try (TrainingRun run = new TrainingRun(plan, this::patch)) {
      if (start.isPresent()) {
        run.startFrom(Snapshot.read(start.get().resolve("last.snapshot")));
      }
      if (resume && Files.exists(file)) {
        run.restore(Snapshot.read(file));
        terminal.printf("going on at step %d%n", run.step());
      }
      Snapshot good = run.snapshot();
      CollapseGuard guard = new CollapseGuard();
      try (TrainingLog log =
          new TrainingLog(terminal, out.resolve("curve.csv"), LOG_EVERY, run.step())) {
        while (!run.done()) {
          StepResult result = run.next();
          if (guard.collapsed(result)) {
            terminal.printf(
                "collapsed at step %d; back to %d at half the rate%n", run.step(), good.step());
            run.restore(good);
            run.slowDown(0.5);
            guard.reset();
            continue;
          }
          log.add(run.step(), plan.steps(), plan.rateAt(run.step()), result);
          if (run.step() % SNAPSHOT_EVERY == 0) {
            good = run.snapshot();
            good.write(file);
          }
        }
      }
      run.snapshot().write(file);
    }
  }

  private TrainingPatch patch(long number, int edge) {
    boolean stillEasy =
        !skipEasy && number < plan.steps() * EASY_SHARE * plan.batch() / plan.meanClicks();
    return (stillEasy ? easy : full).patch(number, edge);
  }
}
