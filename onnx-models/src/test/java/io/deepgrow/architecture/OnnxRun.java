package io.deepgrow.architecture;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** One run of a graph in ONNX Runtime, for tests. */
final class OnnxRun {

  private OnnxRun() {}

  /** The logits for an input {@code [c][d][h][w]}. */
  static float[] run(byte[] model, float[] input, int channels, int d, int h, int w) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, channels, d, h, w};
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
          OrtSession.Result result = session.run(Map.of(Architecture.INPUT, tensor))) {
        return ((OnnxTensor) result.get(Architecture.OUTPUT).orElseThrow())
            .getFloatBuffer()
            .array();
      }
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
