package io.deepgrow.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The validations of a run so far, kept in {@code validation.csv}; which was best, and when. */
public final class Judgements {

  /**
   * One of them.
   *
   * @param score mean of {@code dice}
   * @param dice mean over the held-out patches after 1, 2, … clicks
   */
  public record Judgement(long step, double score, List<Double> dice) {

    static Judgement of(long step, List<Double> dice) {
      double score = dice.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      return new Judgement(step, score, dice);
    }

    public Judgement {
      dice = List.copyOf(dice);
    }
  }

  private final Path file;
  private final List<Judgement> all;

  private Judgements(Path file, List<Judgement> all) {
    this.file = file;
    this.all = all;
  }

  /** Those up to a step; later ones are forgotten, they will come again. */
  static Judgements upTo(long step, Path file) throws IOException {
    List<Judgement> known = new ArrayList<>();
    for (Judgement judgement : step > 0 ? read(file) : List.<Judgement>of()) {
      if (judgement.step() <= step) {
        known.add(judgement);
      }
    }
    StringBuilder text = new StringBuilder("step,score,dice after each click\n");
    known.forEach(j -> text.append(row(j)));
    Files.writeString(file, text);
    return new Judgements(file, known);
  }

  /** All in a file; none when it is not there. */
  public static List<Judgement> read(Path file) throws IOException {
    List<Judgement> known = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (line.matches("\\d+,[\\d.,]+")) {
          String[] cells = line.split(",");
          List<Double> dice = new ArrayList<>();
          for (int n = 2; n < cells.length; n++) {
            dice.add(Double.parseDouble(cells[n]));
          }
          known.add(new Judgement(Long.parseLong(cells[0]), Double.parseDouble(cells[1]), dice));
        }
      }
    }
    return known;
  }

  /** Adds one; whether it is the best so far. */
  boolean add(Judgement judgement) throws IOException {
    Files.writeString(file, row(judgement), StandardOpenOption.APPEND);
    boolean best = all.stream().allMatch(j -> j.score() < judgement.score());
    all.add(judgement);
    return best;
  }

  /** How many came after the best. */
  int sinceBest() {
    int best = 0;
    for (int n = 1; n < all.size(); n++) {
      if (all.get(n).score() > all.get(best).score()) {
        best = n;
      }
    }
    return all.isEmpty() ? 0 : all.size() - 1 - best;
  }

  private static String row(Judgement judgement) {
    return String.format(Locale.ROOT, "%d,%.6f,", judgement.step(), judgement.score())
        + judgement.dice().stream()
            .map(d -> String.format(Locale.ROOT, "%.4f", d))
            .collect(Collectors.joining(","))
        + "\n";
  }
}
