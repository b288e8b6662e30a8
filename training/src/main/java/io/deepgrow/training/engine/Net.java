package io.deepgrow.training.engine;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A network as stages, each of which needs the outputs of some before it. */
interface Net {

  /** In the order in which snapshots list them. */
  List<Parameter> parameters();

  /** The last one's output is [n, 1, k, j, i], of any arithmetic. */
  List<Stage> stages();

  /**
   * How a pass treats batch normalisation.
   *
   * @param byBatch whether it goes by the batch; otherwise by its statistics
   * @param learns whether its statistics follow the batch
   */
  record Mode(boolean byBatch, boolean learns) {}

  /** What a stage computes; it closes what it made on the way. */
  @FunctionalInterface
  interface Body {
    Tensor run(List<Tensor> inputs, Mode mode);
  }

  /**
   * A part of the network.
   *
   * @param inputs numbers of outputs: 0 is the network's input, n + 1 the output of stage n
   */
  record Stage(List<Integer> inputs, Body body) {

    static Stage of(Body body, Integer... inputs) {
      return new Stage(List.of(inputs), body);
    }
  }
}
