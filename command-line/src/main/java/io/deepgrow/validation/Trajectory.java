package io.deepgrow.validation;

import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one method made of one case, click by click.
 *
 * @param budget clicks that could be made; fewer steps mean that nothing was left to correct
 */
public record Trajectory(
    String method,
    String image,
    String structure,
    ClickStrategy strategy,
    long seed,
    int budget,
    List<Step> steps) {

  /**
   * The state after one click.
   *
   * @param surfaceMm mean distance of the surfaces, not a number for an empty mask
   * @param hd95Mm 95th percentile of it
   * @param ms time the method took
   */
  public record Step(
      int click,
      ClickKind kind,
      VoxelIndex voxel,
      double dice,
      double surfaceMm,
      double hd95Mm,
      double ms) {}

  public Trajectory {
    steps = List.copyOf(steps);
  }

  /** Dice after so many clicks: 0 before the first, the last one's after an early end. */
  public double dice(int clicks) {
    return clicks == 0 || steps.isEmpty()
        ? 0
        : steps.get(Math.min(clicks, steps.size()) - 1).dice();
  }

  /** Mean surface distance after so many clicks. */
  public double surfaceMm(int clicks) {
    return steps.isEmpty() ? Double.NaN : steps.get(Math.min(clicks, steps.size()) - 1).surfaceMm();
  }

  /** 95th percentile of the surface distance after so many clicks. */
  public double hd95Mm(int clicks) {
    return steps.isEmpty() ? Double.NaN : steps.get(Math.min(clicks, steps.size()) - 1).hd95Mm();
  }

  /** NoC: the fewest clicks that reach a Dice; nothing when the budget doesn't. */
  public OptionalInt clicksTo(double dice) {
    return steps.stream().filter(s -> s.dice() >= dice).mapToInt(Step::click).findFirst();
  }
}
