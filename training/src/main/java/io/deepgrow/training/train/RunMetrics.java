package io.deepgrow.training.train;

import io.deepgrow.training.metrics.EventFile;
import io.deepgrow.training.metrics.TrainingReport;
import io.deepgrow.training.train.Judgements.Judgement;
import io.deepgrow.validation.HtmlReport.Picture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run tells of itself: terminal, CSV, TensorBoard, and a page that is renewed. */
final class RunMetrics implements AutoCloseable {

  private final TrainingPlan plan;
  private final Path out;
  private final PrintWriter terminal;
  private final TrainingLog log;
  private final Judgements judgements;
  private final Optional<EventFile> events;
  private List<Picture> pictures = List.of();

  RunMetrics(
      TrainingPlan plan, Checkpoints checkpoints, Path out, TrainingRun run, PrintWriter terminal)
      throws IOException {
    long firstStep = run.step();
    this.plan = plan;
    this.out = out;
    this.terminal = terminal;
    log =
        new TrainingLog(
            terminal,
            out.resolve("curve.csv"),
            checkpoints.logEvery(),
            firstStep,
            run::waitedSeconds);
    judgements = Judgements.upTo(firstStep, out.resolve("validation.csv"));
    events = checkpoints.tensorBoard() ? Optional.of(EventFile.create(out)) : Optional.empty();
  }

  void add(long step, StepResult result) throws IOException {
    Optional<StepResult> means = log.add(step, plan.steps(), plan.rateAt(step), result);
    if (means.isPresent()) {
      Map<String, Double> scalars = new LinkedHashMap<>();
      scalars.put("training/loss", means.get().loss());
      scalars.put("training/dice", means.get().dice());
      scalars.put("training/rate", plan.rateAt(step));
      add(step, scalars);
    }
  }

  /** Adds a validation and renews the page; whether it is the best so far. */
  boolean add(Judgement judgement, List<HeldOut.Sample> samples) throws IOException {
    boolean best = judgements.add(judgement);
    List<Double> dice = judgement.dice();
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("validation/dice", judgement.score());
    for (int n = 1; n <= dice.size(); n++) {
      scalars.put("validation/dice after %02d clicks".formatted(n), dice.get(n - 1));
    }
    add(judgement.step(), scalars);
    terminal.printf(
        Locale.ROOT,
        "validation at step %d: Dice %.3f after 1 click, %.3f after %d, mean %.3f%s%n",
        judgement.step(),
        dice.get(0),
        dice.get(dice.size() - 1),
        dice.size(),
        judgement.score(),
        best ? ", the best so far" : "");
    terminal.flush();
    pictures = Samples.pictures(samples);
    report();
    return best;
  }

  private void add(long step, Map<String, Double> scalars) throws IOException {
    if (events.isPresent()) {
      events.get().add(step, scalars);
    }
  }

  int sinceBest() {
    return judgements.sinceBest();
  }

  /** Writes {@code report.html}. */
  void report() throws IOException {
    String title =
        "Training of %s, seed %d".formatted(plan.network().architecture().describe(), plan.seed());
    Files.writeString(
        out.resolve("report.html"),
        TrainingReport.of(
            title,
            TrainingLog.read(out.resolve("curve.csv")).stream()
                .map(p -> new TrainingReport.Learned(p.step(), p.loss(), p.dice()))
                .toList(),
            Judgements.read(out.resolve("validation.csv")).stream()
                .map(j -> new TrainingReport.Judged(j.step(), j.score(), j.dice()))
                .toList(),
            pictures));
  }

  @Override
  public void close() throws IOException {
    log.close();
    if (events.isPresent()) {
      events.get().close();
    }
  }
}
