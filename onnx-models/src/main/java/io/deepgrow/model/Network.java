package io.deepgrow.model;

import io.deepgrow.volume.grid.GridSize;

/**
 * Something that turns input channels into logits: an ONNX Runtime session, or a stub in a test.
 */
@FunctionalInterface
public interface Network {

  /**
   * Runs the network once on one sample.
   *
   * @param input the channels in the descriptor's order, each a whole grid, i-fastest: {@code
   *     [c][k][j][i]}, length {@code channels × grid.voxels()}; not changed
   * @param grid edges of the input and of the output
   * @param logits receives {@code [k][j][i]}, length {@code grid.voxels()}
   * @throws ModelException when the arrays do not fit the network or it fails
   */
  void run(float[] input, GridSize grid, float[] logits);
}
