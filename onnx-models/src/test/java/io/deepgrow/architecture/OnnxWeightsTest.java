package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.model.ModelException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxWeightsTest {

  private static final CompactUNet COMPACT = new CompactUNet(3, List.of(4, 6));
  private static final BasicUNet BASIC =
      BasicUNet.of(List.of(2, 2, 4, 4, 4, 2), BasicUNet.Residual.NONE);

  @Test
  void comeBackAsTheyWereWritten() {
    for (Architecture network : List.of(COMPACT, BASIC)) {
      Weights weights = network.initial(new Random(3));

      Weights read = OnnxWeights.of(network, network.toOnnx(weights));

      assertThat(read.asMap().keySet()).containsExactlyElementsOf(weights.asMap().keySet());
      weights
          .asMap()
          .forEach(
              (name, tensor) -> assertThat(read.get(name).values()).isEqualTo(tensor.values()));
    }
  }

  @Test
  void ofAnotherNetworkAreRefusedByName() {
    byte[] graph = COMPACT.toOnnx(COMPACT.initial(new Random(3)));
    assertThatThrownBy(() -> OnnxWeights.of(new CompactUNet(7, List.of(4, 6)), graph))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("enc_0.conv_0.weight has shape");
    assertThatThrownBy(() -> OnnxWeights.of(BASIC, graph))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void bytesThatAreNoGraphAreRefused() {
    assertThatThrownBy(() -> OnnxWeights.of(COMPACT, new byte[] {1, 2, 3}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no ONNX graph");
  }

  @Test
  void ofSixteenBitsAreRefused() {
    CompactUNet wide = new CompactUNet(3, List.of(24, 32));
    byte[] graph = HalfPrecision.weights(wide.toOnnx(wide.initial(new Random(1))));
    assertThatThrownBy(() -> OnnxWeights.of(wide, graph))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("missing");
  }
}
