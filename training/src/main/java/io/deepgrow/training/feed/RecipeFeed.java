package io.deepgrow.training.feed;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.train.TrainingRun.PatchStream;
import java.util.List;

/** Synthetic scenes and pieces of real CT at random zoom, at first easy scenes only. */
public final class RecipeFeed implements PatchStream {

  private final long easyPatches;
  private final PatchMixture easy;
  private final PatchMixture full;

  /**
   * A feed.
   *
   * @param easyPatches how many of the first patches are easy
   * @param examples drawn masks in real CT, perhaps none
   */
  public RecipeFeed(long seed, long easyPatches, PatchShares shares, List<Example> examples) {
    this.easyPatches = easyPatches;
    easy = new PatchMixture(seed, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
    full = new PatchMixture(seed, shares.parts(examples));
  }

  @Override
  public TrainingPatch patch(long number, int edge) {
    return (number < easyPatches ? easy : full).patch(number, edge);
  }
}
