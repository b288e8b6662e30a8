package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.architecture.OnnxWeights;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run that goes on from an exported graph, its normalisation folded and frozen. */
class FromModelTest {

  private static final PatchMixture PATCHES =
      new PatchMixture(7, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));

  private static TrainingRun run(NetworkSpec network, boolean frozen) {
    return new TrainingRun(Plans.tiny(network, frozen), PATCHES::patch);
  }

  /** Trains so that normalisation has statistics of its own, then exports. */
  private static byte[] exported(NetworkSpec network, TrainingRun run) throws Exception {
    while (!run.done()) {
      run.next();
    }
    return network.architecture().toOnnx(network.weights(run.snapshot().values()));
  }

  @Test
  void predictsWhatTheModelPredicts() throws Exception {
    for (NetworkSpec network : List.of(Plans.COMPACT, Plans.BASIC)) {
      TrainingPatch patch = PATCHES.patch(1000, 32);
      try (TrainingRun teacher = run(network, false);
          TrainingRun student = run(network, true)) {
        byte[] graph = exported(network, teacher);
        student.startFrom(network.values(OnnxWeights.of(network.architecture(), graph)));

        float[] before = teacher.predict(new ClickedPatch(0, patch, 1));
        float[] after = student.predict(new ClickedPatch(0, patch, 1));

        for (int v = 0; v < before.length; v++) {
          assertThat(after[v]).isCloseTo(before[v], within(1e-3f));
        }
      }
    }
  }

  @Test
  void learnsWithoutTouchingTheStatistics() throws Exception {
    NetworkSpec network = Plans.COMPACT;
    List<float[]> start = network.values(network.architecture().initial(new Random(2)));
    try (TrainingRun run = run(network, true)) {
      run.startFrom(start);
      run.next();
      run.next();

      List<float[]> after = run.snapshot().values();
      List<Integer> changed = new ArrayList<>();
      for (int n = 0; n < start.size(); n++) {
        if (!Arrays.equals(start.get(n), after.get(n))) {
          changed.add(n);
        }
      }
      // of each layer: weight, bias, gamma and beta, but not mean and variance
      assertThat(changed).contains(0, 1, 2, 3).doesNotContain(4, 5);
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    try (TrainingRun run = run(Plans.COMPACT, true)) {
      List<float[]> others = Plans.BASIC.values(Plans.BASIC.architecture().initial(new Random(1)));
      assertThatThrownBy(() -> run.startFrom(others))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("of another network than compact-unet 4,6,8,8");
    }
  }
}
