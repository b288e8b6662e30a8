package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.model.ModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchNormFoldingTest {

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  BatchNormFoldingTest() {
    tensors.put("x.weight", Tensor.of(Shape.kernel(2, 1, 1), 3, 5));
    tensors.put("x.norm.gamma", Tensor.of(Shape.of(2), 2, 1));
    tensors.put("x.norm.beta", Tensor.of(Shape.of(2), 0.5f, -1));
    tensors.put("x.norm.mean", Tensor.of(Shape.of(2), 1, 0));
    tensors.put("x.norm.var", Tensor.of(Shape.of(2), 4, 0));
  }

  @Test
  void scalesTheKernelAndMovesTheBias() {
    Weights folded = BatchNormFolding.fold(Weights.of(tensors));
    assertThat(folded.asMap().keySet()).containsExactly("x.weight", "x.bias");
    assertThat(folded.get("x.weight").values()[0]).isCloseTo(3f, within(1e-5f));
    assertThat(folded.get("x.bias").values()[0]).isCloseTo(-0.5f, within(1e-5f));
  }

  @Test
  void staysFiniteForAChannelThatNeverVaried() {
    Weights folded = BatchNormFolding.fold(Weights.of(tensors));
    assertThat(folded.get("x.weight").values()[1])
        .isCloseTo((float) (5 / Math.sqrt(1e-5)), within(1e-2f));
    assertThat(folded.get("x.bias").values()[1]).isEqualTo(-1f);
  }

  @Test
  void takesABiasBeforeTheNormalisationAlong() {
    tensors.put("x.bias", Tensor.of(Shape.of(2), 1, 0));
    Weights folded = BatchNormFolding.fold(Weights.of(tensors));
    assertThat(folded.get("x.bias").values()[0]).isCloseTo(0.5f, within(1e-5f));
  }

  @Test
  void takesABiasThatIsListedFirst() {
    Map<String, Tensor> biasFirst = new LinkedHashMap<>();
    biasFirst.put("x.bias", Tensor.of(Shape.of(2), 1, 0));
    biasFirst.putAll(tensors);
    Weights folded = BatchNormFolding.fold(Weights.of(biasFirst));
    assertThat(folded.get("x.bias").values()[0]).isCloseTo(0.5f, within(1e-5f));
  }

  @Test
  void leavesLayersWithoutNormalisationAlone() {
    Tensor head = Tensor.of(Shape.kernel(1, 1, 1), 7);
    tensors.put("head.weight", head);
    assertThat(BatchNormFolding.fold(Weights.of(tensors)).get("head.weight")).isSameAs(head);
  }

  @Test
  void leavesTheTrainedWeightsUnchanged() {
    BatchNormFolding.fold(Weights.of(tensors));
    assertThat(tensors.get("x.weight").values()).containsExactly(3, 5);
  }

  @Test
  void namesAMissingStatistic() {
    tensors.remove("x.norm.var");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> BatchNormFolding.fold(Weights.of(tensors)))
        .withMessageContaining("x.norm.var");
  }
}
