package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlatRowsTest {

  private final CompactUNet network = new CompactUNet(5, List.of(8, 6, 5));

  private Weights weights(Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network
        .initial(random)
        .asMap()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.values().clone();
              if (name.endsWith(".bias")) {
                for (int n = 0; n < values.length; n++) {
                  values[n] = (float) random.nextGaussian();
                }
              }
              tensors.put(name, Tensor.of(tensor.shape(), values));
            });
    return Weights.of(tensors);
  }

  @Test
  void givesTheLogitsOfThePlainGraph() {
    Weights weights = weights(new Random(3));
    for (GridSize grid : List.of(GridSize.cube(16), new GridSize(32, 24, 8))) {
      float[] input = new float[5 * grid.arrayLength()];
      Random random = new Random(4);
      for (int n = 0; n < input.length; n++) {
        input[n] = (float) random.nextGaussian();
      }
      float[] plain = run(network.toOnnx(weights), input, grid);
      float[] flat = run(network.toFlatOnnx(weights, grid), input, grid);

      assertThat(flat).hasSameSizeAs(plain);
      for (int n = 0; n < plain.length; n++) {
        assertThat(flat[n]).isCloseTo(plain[n], within(2e-5f));
      }
    }
  }

  private static float[] run(byte[] model, float[] input, GridSize grid) {
    return OnnxRun.run(model, input, 5, grid.k(), grid.j(), grid.i());
  }

  @Test
  void refusesAGridThatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.toFlatOnnx(weights(new Random(1)), new GridSize(16, 20, 16)))
        .withMessageContaining("multiples of 8");
  }
}
