package io.deepgrow.training.feed;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.RealPatchSource;
import io.deepgrow.training.data.RealPatchSource.Example;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.train.TrainingRun.PatchStream;
import java.util.ArrayList;
import java.util.List;

/** Synthetic scenes and pieces of real CT at random zoom, at first easy scenes only. */
public final class RecipeFeed implements PatchStream {

  private static final double PHANTOM_SHARE = 0.3;

  private final long easyPatches;
  private final PatchMixture easy;
  private final PatchMixture full;

  /**
   * A feed.
   *
   * @param easyPatches how many of the first patches are easy
   * @param syntheticShare scenes among the others, the rest real if there is any
   * @param drawnShare real patches whose target is the drawn mask
   */
  public RecipeFeed(
      long seed,
      long easyPatches,
      double syntheticShare,
      double drawnShare,
      List<Example> examples,
      List<Example> phantoms) {
    this.easyPatches = easyPatches;
    easy = new PatchMixture(seed, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
    List<PatchMixture.Part> parts = new ArrayList<>();
    parts.add(new PatchMixture.Part(SceneSource.rich(), syntheticShare));
    if (!examples.isEmpty()) {
      parts.add(
          new PatchMixture.Part(new RealPatchSource(examples, drawnShare), 1 - syntheticShare));
    }
    if (!phantoms.isEmpty()) {
      parts.add(new PatchMixture.Part(new RealPatchSource(phantoms, 1), PHANTOM_SHARE));
    }
    full = new PatchMixture(seed + 1, parts);
  }

  @Override
  public TrainingPatch patch(long number, int edge) {
    return (number < easyPatches ? easy : full).patch(number, edge);
  }
}
