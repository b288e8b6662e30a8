package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecipeFeedTest {

  private static RecipeFeed feed(double bodies) {
    return new RecipeFeed(4, 2, new PatchShares(0.5, 0.3, 0.2, bodies), List.of());
  }

  private static PatchMixture only(long seed, SceneSource source) {
    return new PatchMixture(seed, List.of(new PatchMixture.Part(source, 1)));
  }

  private static float[] hounsfield(TrainingPatch patch) {
    return patch.hounsfield().values();
  }

  @Test
  void beginsWithEasyScenesAndGoesOnWithAllKinds() {
    PatchMixture easy = only(4, SceneSource.simple());
    PatchMixture rich = only(4, SceneSource.rich());
    RecipeFeed feed = feed(0);

    assertThat(hounsfield(feed.patch(1, 16))).isEqualTo(hounsfield(easy.patch(1, 16)));
    assertThat(hounsfield(feed.patch(2, 16))).isEqualTo(hounsfield(rich.patch(2, 16)));
  }

  @Test
  void drawsMadeUpBodiesBesideScenes() {
    RecipeFeed feed = feed(1);
    Set<String> origins =
        LongStream.range(2, 30)
            .mapToObj(n -> feed.patch(n, 16).origin().split(" ", 2)[0])
            .collect(Collectors.toSet());
    assertThat(origins).containsExactlyInAnyOrder("scene", "body");
  }
}
