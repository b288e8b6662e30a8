package io.deepgrow.training.data;

import io.deepgrow.seed.Seeds;
import java.util.List;
import java.util.Random;

/**
 * The patches of a training run, each a function of the run's seed and its own number only: so a
 * run can be repeated, and a stopped one goes on where it was.
 */
public final class PatchMixture {

  /** A source and how often it is drawn. */
  public record Part(PatchSource source, double share) {}

  private final Seeds seeds;
  private final List<Part> parts;

  public PatchMixture(long seed, List<Part> parts) {
    seeds = Seeds.of(seed, "patches");
    this.parts = List.copyOf(parts);
  }

  /** Patch {@code number}, with {@code edge} voxels a side. */
  public TrainingPatch patch(long number, int edge) {
    Random random = seeds.at(number).random();
    double total = parts.stream().mapToDouble(Part::share).sum();
    double pick = total * random.nextDouble();
    PatchSource source = parts.get(parts.size() - 1).source();
    for (Part part : parts) {
      pick -= part.share();
      if (pick <= 0) {
        source = part.source();
        break;
      }
    }
    return PatchAugment.apply(random, source.next(random, edge));
  }
}
