package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final PatchMixture PATCHES =
      new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));

  private static List<StepResult> curve(TrainingPlan plan, int workers) {
    List<StepResult> curve = new ArrayList<>();
    try (TrainingRun run = new TrainingRun(plan, PATCHES::patch, Compute.cpus(workers))) {
      while (!run.done()) {
        curve.add(run.next());
      }
    }
    return curve;
  }

  private static void assertTwoLearnAsOne(TrainingPlan plan) {
    List<StepResult> one = curve(plan, 1);
    List<StepResult> two = curve(plan, 2);
    for (int n = 0; n < one.size(); n++) {
      assertThat(two.get(n).loss()).isCloseTo(one.get(n).loss(), within(2e-3));
      assertThat(two.get(n).dice()).isCloseTo(one.get(n).dice(), within(2e-2));
    }
  }

  @Test
  void twoLearnTheCardsNetworkAsOneDoes() {
    assertTwoLearnAsOne(Plans.tiny(Plans.BASIC, false));
  }

  @Test
  void twoLearnTheCompactNetworkWithFrozenStatisticsAsOneDoes() {
    assertTwoLearnAsOne(Plans.tiny(Plans.COMPACT, true));
  }

  @Test
  void aBatchMustSplitAmongThem() {
    try (TrainingRun run =
        new TrainingRun(Plans.tiny(Plans.BASIC, false), PATCHES::patch, Compute.cpus(3))) {
      assertThatThrownBy(run::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 patches does not split among 3 workers");
    }
  }

  @Test
  void aStepWithoutANumberTeachesNothing() {
    for (int workers = 1; workers <= 2; workers++) {
      try (Workers run = new Workers(Plans.tiny(Plans.BASIC, false), Compute.cpus(workers))) {
        int voxels = 32 * 32 * 32;
        float[] input = new float[2 * 3 * voxels];
        Random random = new Random(1);
        for (int v = 0; v < input.length; v++) {
          input[v] = (float) random.nextGaussian();
        }
        float[] target = new float[2 * voxels];
        Arrays.fill(target, 0, voxels / 2, 1);
        List<float[]> before = run.values();
        input[7] = Float.NaN;

        assertThat(run.step(input, target, 2, 32, true, 1e-3).loss()).isNaN();
        assertThat(run.values()).usingRecursiveComparison().isEqualTo(before);

        input[7] = 0;
        assertThat(run.step(input, target, 2, 32, true, 1e-3).loss()).isFinite();
        assertThat(run.values().get(0)).isNotEqualTo(before.get(0)).doesNotContain(Float.NaN);
      }
    }
  }
}
