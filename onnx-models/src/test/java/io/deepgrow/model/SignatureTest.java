package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.deepgrow.volume.grid.GridSize;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final ModelDescriptor MODEL = Descriptors.tiny("tiny", new byte[0]);

  @Test
  void acceptsOpenEdges() {
    assertThat(check(Graphs.tiny(), Graphs.tiny())).containsExactly(1, 3, -1, -1, -1);
  }

  @Test
  void refusesSeveralInputs() {
    Map<String, NodeInfo> inputs = inputs(Graphs.tiny());
    NodeInfo image = inputs.get("image");
    refuses(Map.of("image", image, "mask", image), outputs(Graphs.tiny()), "must have one input");
  }

  @Test
  void refusesAMissingOutput() {
    Map<String, NodeInfo> other = Map.of("probability", outputs(Graphs.tiny()).get("logits"));
    refuses(inputs(Graphs.tiny()), other, "no output \"logits\"; it has [probability]");
  }

  @Test
  void refusesAnOutputOfSeveralChannels() {
    Map<String, NodeInfo> three = Map.of("logits", inputs(Graphs.tiny()).get("image"));
    refuses(inputs(Graphs.tiny()), three, "answers with 3 channels instead of 1");
  }

  @Test
  void refusesOtherRanksAndTypes() {
    NodeInfo image = inputs(Graphs.tiny()).get("image");
    NodeInfo flat = node(new long[] {1, 3, 8, 8}, OnnxJavaType.FLOAT);
    NodeInfo doubles = node(new long[] {1, 3, 8, 8, 8}, OnnxJavaType.DOUBLE);
    refuses(Map.of("image", flat), Map.of("logits", image), "must be float [n, c, k, j, i]");
    refuses(Map.of("image", doubles), Map.of("logits", image), "must be float [n, c, k, j, i]");
  }

  @Property(tries = 50)
  void fitsWhatIsOpenOrEqual(
      @ForAll @IntRange(min = 1, max = 9) int i,
      @ForAll @IntRange(min = 1, max = 9) int j,
      @ForAll @IntRange(min = 1, max = 9) int k) {
    GridSize grid = new GridSize(i, j, k);
    assertThat(Signature.fits(new long[] {-1, 3, -1, -1, -1}, grid)).isTrue();
    assertThat(Signature.fits(new long[] {1, 3, k, j, i}, grid)).isTrue();
    assertThat(Signature.fits(new long[] {1, 3, k + 1, j, i}, grid)).isFalse();
    assertThat(Signature.fits(new long[] {1, 3, k, j + 1, i}, grid)).isFalse();
    assertThat(Signature.fits(new long[] {1, 3, k, j, i + 1}, grid)).isFalse();
    assertThat(Signature.fits(new long[] {2, 3, k, j, i}, grid)).isFalse();
  }

  private static NodeInfo node(long[] shape, OnnxJavaType type) {
    int elements = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    try {
      return new NodeInfo(
          "image",
          type == OnnxJavaType.FLOAT
              ? TensorInfo.constructFromBuffer(FloatBuffer.allocate(elements), shape, type)
              : TensorInfo.constructFromBuffer(DoubleBuffer.allocate(elements), shape, type));
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  private static void refuses(
      Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs, String part) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Signature.check(MODEL, inputs, outputs))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ModelErrorCode.SIGNATURE_MISMATCH))
        .withMessageContaining(part);
  }

  private static long[] check(byte[] inputs, byte[] outputs) {
    return Signature.check(MODEL, inputs(inputs), outputs(outputs));
  }

  private static Map<String, NodeInfo> inputs(byte[] graph) {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(graph)) {
      return session.getInputInfo();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, NodeInfo> outputs(byte[] graph) {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(graph)) {
      return session.getOutputInfo();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
