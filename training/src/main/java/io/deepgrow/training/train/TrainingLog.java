package io.deepgrow.training.train;

import io.deepgrow.model.TrainingRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The curve of a run: a line in the terminal and a row of a CSV file for every so many steps. */
final class TrainingLog implements AutoCloseable {

  private final PrintWriter terminal;
  private final BufferedWriter csv;
  private final int every;
  private final long started = System.nanoTime();
  private final long firstStep;
  private final DoubleSupplier waited;
  private double loss;
  private double dice;
  private int count;

  /**
   * A log.
   *
   * @param firstStep what comes later in the file is forgotten
   * @param waited seconds that steps waited for patches so far
   */
  TrainingLog(PrintWriter terminal, Path file, int every, long firstStep, DoubleSupplier waited)
      throws IOException {
    this.terminal = terminal;
    this.every = every;
    this.firstStep = firstStep;
    this.waited = waited;
    List<String> kept = new ArrayList<>(List.of("step,loss,dice,rate"));
    if (firstStep > 0 && Files.exists(file)) {
      Files.readAllLines(file).stream()
          .filter(line -> line.matches("\\d+,.*"))
          .filter(line -> Long.parseLong(line.substring(0, line.indexOf(','))) <= firstStep)
          .forEach(kept::add);
    }
    csv = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    for (String line : kept) {
      csv.write(line + "\n");
    }
    csv.flush();
  }

  /** The points in a file of this kind. */
  static List<TrainingRecord.Point> read(Path file) throws IOException {
    List<TrainingRecord.Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      if (cells[0].matches("\\d+")) {
        points.add(
            new TrainingRecord.Point(
                Long.parseLong(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2])));
      }
    }
    return points;
  }

  /** Adds a step; the means since the last point when it is time for one. */
  Optional<StepResult> add(long step, int steps, double rate, StepResult result)
      throws IOException {
    loss += result.loss();
    dice += result.dice();
    count++;
    if (step % every == 0 || step == steps) {
      double seconds = (System.nanoTime() - started) / 1e9;
      double left = seconds / Math.max(1, step - firstStep) * (steps - step);
      terminal.printf(
          Locale.ROOT,
          "step %d of %d  loss %.3f  Dice %.3f  rate %.1e  %.2f s a step, %.0f %% of it waiting for patches, %d min left%n",
          step,
          steps,
          loss / count,
          dice / count,
          rate,
          seconds / Math.max(1, step - firstStep),
          100 * waited.getAsDouble() / seconds,
          Math.round(left / 60));
      terminal.flush();
      csv.write(
          String.format(
              Locale.ROOT, "%d,%.4f,%.4f,%.3e%n", step, loss / count, dice / count, rate));
      csv.flush();
      StepResult means = new StepResult(loss / count, dice / count);
      loss = 0;
      dice = 0;
      count = 0;
      return Optional.of(means);
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
