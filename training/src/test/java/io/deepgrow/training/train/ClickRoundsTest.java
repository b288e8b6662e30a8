package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickRoundsTest {

  private static final TrainingPatch PATCH =
      new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1))).patch(3, 16);

  private static int clicks(int rounds, long seed, ClickRounds.Predictor predictor) {
    ClickedPatch clicked = new ClickedPatch(0, PATCH, 0);
    new ClickRounds(new Interaction.Rounds(rounds), predictor).play(clicked, new Random(seed));
    return clicked.clicks().size();
  }

  private static float[] nothing(ClickedPatch patch) {
    float[] logits = new float[patch.logits().length];
    Arrays.fill(logits, -1);
    return logits;
  }

  @Test
  void withoutRoundsIsOnePositiveClickInside() {
    ClickedPatch clicked = new ClickedPatch(0, PATCH, 0);
    new ClickRounds(new Interaction.Rounds(0), ClickRoundsTest::nothing)
        .play(clicked, new Random(1));

    assertThat(clicked.clicks()).hasSize(1);
    assertThat(clicked.clicks().get(0).isPositive()).isTrue();
    int flat = PATCH.size().flat(clicked.clicks().get(0).voxel());
    assertThat(PATCH.target().values()[flat]).isEqualTo(1);
  }

  @Test
  void makesHalfAsManyCorrectionsAsRoundsOnAverage() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      sum += clicks(15, seed, ClickRoundsTest::nothing);
    }
    // one seed and sum over j of 1 - j/15 corrections, that is 8
    assertThat(sum / 200).isBetween(8.5, 9.5);
  }

  @Test
  void askTheNetworkOnlyBeforeAClick() {
    List<Integer> asked = new ArrayList<>();
    int clicks =
        clicks(
            15,
            4,
            patch -> {
              asked.add(patch.clicks().size());
              return nothing(patch);
            });
    assertThat(asked).hasSize(clicks - 1).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void endWhenThePredictionIsPerfect() {
    float[] perfect = PATCH.target().values().clone();
    for (int v = 0; v < perfect.length; v++) {
      perfect[v] = perfect[v] > 0.5f ? 1 : -1;
    }
    assertThat(clicks(15, 2, patch -> perfect)).isEqualTo(1);
  }

  @Test
  void beforeTheLastClickThePatchSawWhatTheOthersLedTo() {
    ClickedPatch clicked = new ClickedPatch(0, PATCH, 0);
    float[] everywhere = new float[PATCH.size().arrayLength()];
    Arrays.fill(everywhere, 1);
    new ClickRounds(new Interaction.Rounds(1), patch -> everywhere).play(clicked, new Random(1));

    assertThat(clicked.clicks()).hasSize(2);
    assertThat(clicked.clicks().get(1).isPositive()).isFalse();
    assertThat(clicked.mask()).containsOnly(1);
  }
}
