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
    return run(
        model, input, new long[] {1, channels, d, h, w}, Architecture.INPUT, Architecture.OUTPUT);
  }

  /** The value {@code output} for an input of another name. */
  static float[] run(byte[] model, Field input, String name, String output) {
    float[] values = new float[input.v().length];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) input.v()[n];
    }
    long[] shape = {1, input.c(), input.d(), input.h(), input.w()};
    return run(model, values, shape, name, output);
  }

  private static float[] run(
      byte[] model, float[] input, long[] shape, String name, String output) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
          OrtSession.Result result = session.run(Map.of(name, tensor))) {
        return ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer().array();
      }
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
