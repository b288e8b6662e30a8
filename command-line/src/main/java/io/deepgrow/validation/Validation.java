package io.deepgrow.validation;

import io.deepgrow.clicks.ClickSimulator;
import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.click.Click;
import io.deepgrow.seed.Seeds;
import io.deepgrow.validation.Trajectory.Step;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import io.deepgrow.volume.measure.SurfaceDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clicks on a case as a person would, each click into the larger error that is left. */
public final class Validation {

  private final ClickStrategy strategy;
  private final long seed;
  private final int clicks;

  /**
   * A protocol.
   *
   * @param seed of random clicks, which differ from case to case
   * @param clicks budget for each case
   */
  public Validation(ClickStrategy strategy, long seed, int clicks) {
    this.strategy = strategy;
    this.seed = seed;
    this.clicks = clicks;
  }

  /** Hears of every click, for a person who waits. */
  @FunctionalInterface
  public interface Progress {
    void step(Step step, Mask mask);
  }

  /** Clicks until nothing is left to correct or the budget is spent. */
  public Trajectory run(Segmenter segmenter, ValidationCase item, Progress progress) {
    Seeds clicking = Seeds.of(seed, item.image() + "/" + item.structure());
    ClickSimulator simulator = new ClickSimulator(strategy, clicking.value());
    List<Click> made = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Mask mask = Mask.empty(item.volume().geometry());
    for (int n = 1; n <= clicks; n++) {
      Optional<Click> next = simulator.next(item.truth(), item.known(mask));
      if (next.isEmpty()) {
        break;
      }
      Click click = next.get();
      made.add(click);
      long start = System.nanoTime();
      mask = segmenter.segment(item.volume(), made);
      double ms = (System.nanoTime() - start) / 1e6;
      Mask judged = item.known(mask);
      Optional<SurfaceDistance> surface = SurfaceDistance.between(judged, item.truth());
      Step step =
          new Step(
              n,
              click.kind(),
              click.voxel(),
              Dice.of(judged, item.truth()).orElse(1),
              surface.map(SurfaceDistance::mean).orElse(Double.NaN),
              surface.map(SurfaceDistance::hd95).orElse(Double.NaN),
              ms);
      steps.add(step);
      progress.step(step, mask);
    }
    return new Trajectory(
        segmenter.name(), item.image(), item.structure(), strategy, seed, clicks, steps);
  }
}
