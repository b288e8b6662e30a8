package io.deepgrow.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.deepgrow.volume.grid.GridSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Input and output tensors over direct memory for one grid, used by one run at a time. */
final class RunBuffers implements AutoCloseable {

  private final GridSize grid;
  private final FloatBuffer inputMemory;
  private final FloatBuffer outputMemory;
  private final OnnxTensor input;
  private final OnnxTensor output;

  RunBuffers(OrtEnvironment environment, int channels, GridSize grid) throws OrtException {
    this.grid = grid;
    int voxels = grid.arrayLength();
    inputMemory = direct(Math.multiplyExact(voxels, channels));
    outputMemory = direct(voxels);
    input =
        OnnxTensor.createTensor(
            environment, inputMemory, new long[] {1, channels, grid.k(), grid.j(), grid.i()});
    try {
      output =
          OnnxTensor.createTensor(
              environment, outputMemory, new long[] {1, 1, grid.k(), grid.j(), grid.i()});
    } catch (OrtException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  GridSize grid() {
    return grid;
  }

  OnnxTensor fill(float[] values) {
    inputMemory.clear().put(values);
    return input;
  }

  OnnxTensor output() {
    return output;
  }

  void read(float[] values) {
    outputMemory.clear().get(values);
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
