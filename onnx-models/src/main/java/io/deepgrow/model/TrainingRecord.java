package io.deepgrow.model;

import java.util.List;
import java.util.Objects;

/**
 * How a model came to be.
 *
 * @param command the command that trained it; empty when unknown
 * @param seconds wall-clock time
 * @param curve loss and Dice on the way, in order of steps
 */
public record TrainingRecord(
    String command, long seed, long steps, double seconds, List<Point> curve) {

  /** Means over the steps since the point before. */
  public record Point(long step, double loss, double dice) {
    public Point {
      Valid.that(step >= 0, "training.curve.step must not be negative: " + step);
    }
  }

  public TrainingRecord {
    Objects.requireNonNull(command, "training.command is missing");
    Valid.that(steps >= 0, "training.steps must not be negative: " + steps);
    Valid.that(seconds >= 0, "training.seconds must not be negative: " + seconds);
    curve = List.copyOf(Objects.requireNonNull(curve, "training.curve is missing"));
  }

  /** For a model whose training is not known here. */
  public static TrainingRecord unknown() {
    return new TrainingRecord("", 0, 0, 0, List.of());
  }
}
