package io.deepgrow.training.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** What ONNX Runtime makes of a graph. */
final class OnnxLogits {

  private OnnxLogits() {}

  static float[] of(byte[] graph, float[] input, int channels, int edge) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(graph);
        OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(input), new long[] {1, channels, edge, edge, edge});
        OrtSession.Result result = session.run(Map.of("image", tensor))) {
      float[] logits = new float[edge * edge * edge];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(logits);
      return logits;
    }
  }

  static double largestDifference(float[] some, float[] others) {
    double largest = 0;
    for (int v = 0; v < some.length; v++) {
      largest = Math.max(largest, Math.abs(some[v] - others[v]));
    }
    return largest;
  }
}
