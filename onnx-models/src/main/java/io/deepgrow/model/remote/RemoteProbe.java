package io.deepgrow.model.remote;

import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.Network;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.GridSize;
import java.util.Random;

/** Whether two networks are the same: the same made-up input has to give the same logits. */
public final class RemoteProbe {

  /** Other processors and libraries add in another order. */
  private static final float TOLERANCE = 1e-2f;

  private RemoteProbe() {}

  /**
   * Runs both once.
   *
   * @param here the network from the descriptor's own file
   * @throws ModelException {@code model.remote_mismatch}, and as of runs
   */
  public static void require(ModelDescriptor model, Network here, Network there) {
    GridSize grid = model.gridSize();
    float[] input = new float[grid.arrayLength() * model.channels().size()];
    Random random = Seeds.of(0, "remote probe").random();
    for (int n = 0; n < input.length; n++) {
      input[n] = random.nextFloat();
    }
    float[] own = new float[grid.arrayLength()];
    float[] other = new float[grid.arrayLength()];
    here.run(input, grid, own);
    there.run(input, grid, other);
    float range = 1;
    for (float value : own) {
      range = Math.max(range, Math.abs(value));
    }
    for (int n = 0; n < own.length; n++) {
      // also where one of them is no number
      if (!(Math.abs(own[n] - other[n]) <= TOLERANCE * range)) {
        throw new ModelException(
            ModelErrorCode.REMOTE_MISMATCH,
            "Model "
                + model.id()
                + " gives other logits on the inference server than its own file: "
                + other[n]
                + " instead of "
                + own[n]);
      }
    }
  }
}
