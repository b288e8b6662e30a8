package io.deepgrow.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run wrote down of how it learns.
 *
 * @param learned in order of steps
 * @param validated in order of steps
 */
public record RunCurves(List<Learned> learned, List<Validated> validated) {

  /** None yet. */
  public static final RunCurves NONE = new RunCurves(List.of(), List.of());

  private static final int MOST = 400;

  /** Means over the steps since the point before. */
  public record Learned(long step, double loss, double dice) {}

  /**
   * A validation on patches that are not trained on.
   *
   * @param score the mean of them
   * @param dice after each click
   */
  public record Validated(long step, double score, List<Double> dice) {}

  /**
   * Reads {@code curve.csv} and {@code validation.csv} of a run's folder; a half line is left out.
   */
  static RunCurves read(Path folder) {
    List<Learned> learned = new ArrayList<>();
    for (double[] row : rows(folder.resolve("curve.csv"), 3)) {
      learned.add(new Learned((long) row[0], row[1], row[2]));
    }
    List<Validated> validated = new ArrayList<>();
    for (double[] row : rows(folder.resolve("validation.csv"), 3)) {
      List<Double> dice = new ArrayList<>();
      for (int n = 2; n < row.length; n++) {
        dice.add(row[n]);
      }
      validated.add(new Validated((long) row[0], row[1], dice));
    }
    return new RunCurves(thinned(learned), thinned(validated));
  }

  private static List<double[]> rows(Path file, int least) {
    List<double[]> rows = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      if (cells.length >= least && cells[0].matches("\\d{1,9}")) {
        double[] row = numbers(cells);
        if (row.length == cells.length) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static double[] numbers(String[] cells) {
    double[] row = new double[cells.length];
    for (int n = 0; n < cells.length; n++) {
      try {
        row[n] = Double.parseDouble(cells[n]);
      } catch (NumberFormatException e) {
        return new double[0];
      }
      if (!Double.isFinite(row[n])) {
        return new double[0];
      }
    }
    return row;
  }

  private static <T> List<T> thinned(List<T> all) {
    int every = (all.size() + MOST - 1) / MOST;
    List<T> few = new ArrayList<>();
    for (int n = 0; n < all.size(); n++) {
      if (n % every == 0 || n == all.size() - 1) {
        few.add(all.get(n));
      }
    }
    return few;
  }
}
