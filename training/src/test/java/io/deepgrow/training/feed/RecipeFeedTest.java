package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeFeedTest {

  private static final RecipeFeed FEED =
      new RecipeFeed(4, 2, PatchShares.STANDARD, List.of(), List.of());

  private static PatchMixture only(long seed, SceneSource source) {
    return new PatchMixture(seed, List.of(new PatchMixture.Part(source, 1)));
  }

  private static float[] hounsfield(TrainingPatch patch) {
    return patch.hounsfield().values();
  }

  @Test
  void beginsWithEasyScenesAndGoesOnWithAllKinds() {
    PatchMixture easy = only(4, SceneSource.simple());
    PatchMixture rich = only(5, SceneSource.rich());

    assertThat(hounsfield(FEED.patch(1, 16))).isEqualTo(hounsfield(easy.patch(1, 16)));
    assertThat(hounsfield(FEED.patch(2, 16))).isEqualTo(hounsfield(rich.patch(2, 16)));
  }
}
