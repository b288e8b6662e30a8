package io.deepgrow.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.training.train.NetworkSpec;
import io.deepgrow.training.train.TrainingLoss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaTest {

  private static final int EDGE = 32;
  private static final int VOXELS = EDGE * EDGE * EDGE;

  private static NetworkSpec network(String name) {
    return name.equals("basic")
        ? new NetworkSpec.Basic(List.of(4, 4, 4, 8, 8, 4), BasicUNet.Residual.IDENTITY)
        : new NetworkSpec.Compact(List.of(4, 6, 8, 8));
  }

  private static Replica replica(NetworkSpec spec, Arithmetic arithmetic, boolean recomputes) {
    return new Replica(
        spec.architecture(),
        spec.channels().size(),
        Device.cpu(),
        arithmetic,
        recomputes,
        spec.initialValues(3));
  }

  private static float[] noise(int size) {
    float[] values = new float[size];
    Random random = new Random(1);
    for (int v = 0; v < size; v++) {
      values[v] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] target() {
    float[] target = new float[2 * VOXELS];
    for (int v = 0; v < target.length; v++) {
      target[v] = v % VOXELS < VOXELS / 3 ? 1 : 0;
    }
    return target;
  }

  private static double learn(Replica replica, NetworkSpec spec, Adam adam, boolean byBatch) {
    float[] input = noise(2 * spec.channels().size() * VOXELS);
    double loss =
        replica.learn(input, target(), 2, EDGE, TrainingLoss.ENTROPY_DICE, 1, byBatch).loss();
    adam.step(1e-3);
    return loss;
  }

  @ParameterizedTest
  @CsvSource({"basic, true", "compact, true", "compact, false"})
  void computingTwiceLearnsTheSame(String name, boolean byBatch) {
    NetworkSpec spec = network(name);
    try (Replica plain = replica(spec, Arithmetic.FLOAT32, false);
        Replica sparing = replica(spec, Arithmetic.FLOAT32, true);
        Adam adam = new Adam(plain);
        Adam other = new Adam(sparing)) {
      for (int step = 0; step < 3; step++) {
        double expected = learn(plain, spec, adam, byBatch);
        assertThat(learn(sparing, spec, other, byBatch)).isCloseTo(expected, within(1e-4));
      }
      List<float[]> expected = plain.values();
      List<float[]> values = sparing.values();
      for (int n = 0; n < expected.size(); n++) {
        assertThat(values.get(n)).containsExactly(expected.get(n), within(5e-4f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"basic, true", "compact, true", "compact, false"})
  void sixteenBitsLearnAsThirtyTwoDo(String name, boolean byBatch) {
    NetworkSpec spec = network(name);
    try (Replica plain = replica(spec, Arithmetic.FLOAT32, false);
        Replica half = replica(spec, Arithmetic.BFLOAT16, false);
        Adam adam = new Adam(plain);
        Adam other = new Adam(half)) {
      for (int step = 0; step < 8; step++) {
        double expected = learn(plain, spec, adam, byBatch);
        assertThat(learn(half, spec, other, byBatch)).isCloseTo(expected, within(0.02));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"basic, true", "compact, true", "compact, false"})
  void theSameValuesGiveTheSameCurveInEitherPrecision(String name, boolean byBatch) {
    NetworkSpec spec = network(name);
    for (Arithmetic arithmetic : Arithmetic.values()) {
      try (Replica one = replica(spec, arithmetic, false);
          Replica two = replica(spec, arithmetic, false);
          Adam adam = new Adam(one);
          Adam other = new Adam(two)) {
        for (int step = 0; step < 8; step++) {
          double loss = learn(one, spec, adam, byBatch);
          assertThat(learn(two, spec, other, byBatch)).isEqualTo(loss);
        }
      }
    }
  }
}
