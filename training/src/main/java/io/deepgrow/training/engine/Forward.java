package io.deepgrow.training.engine;

import io.deepgrow.training.engine.Net.Mode;
import io.deepgrow.training.engine.Net.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Passes through a network's stages, forward and backward. */
final class Forward {

  private final Net net;
  private final Arithmetic arithmetic;

  Forward(Net net, Arithmetic arithmetic) {
    this.net = net;
    this.arithmetic = arithmetic;
  }

  /** Logits in 32 bits; what backpropagation needs hangs on them. */
  Tensor logits(Tensor input, Mode mode) {
    List<Tensor> outputs = start(input);
    for (Stage stage : net.stages()) {
      outputs.add(run(stage, outputs, mode));
    }
    return finished(last(outputs));
  }

  /**
   * Both passes with little memory: forward, only the stages' outputs stay; backward, each stage is
   * computed once more. Costs another forward pass.
   *
   * @param mode of the first pass; the second changes no statistics
   * @param loss from logits
   * @return logits and loss
   */
  List<Tensor> recomputed(Tensor input, Mode mode, UnaryOperator<Tensor> loss) {
    List<Stage> stages = net.stages();
    List<Tensor> outputs = start(input);
    try (NoGradGuard still = new NoGradGuard()) {
      for (Stage stage : stages.subList(0, stages.size() - 1)) {
        outputs.add(run(stage, outputs, mode));
      }
    }
    outputs.subList(1, outputs.size()).forEach(o -> o.requires_grad_(true));
    Tensor logits = finished(run(stages.get(stages.size() - 1), outputs, mode));
    Tensor value = loss.apply(logits);
    value.backward();
    Mode again = new Mode(mode.byBatch(), false);
    for (int n = stages.size() - 2; n >= 0; n--) {
      Tensor output = outputs.get(n + 1);
      try (PointerScope scope = new PointerScope()) {
        Tensor once = run(stages.get(n), outputs, again);
        once.backward(output.grad(), new BoolOptional(), false, new TensorArrayRefOptional());
      }
      // nothing before it needs it any more
      output.close();
    }
    return List.of(logits, value);
  }

  private List<Tensor> start(Tensor input) {
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(Torch.scoped(() -> arithmetic.of(input).contiguous(MemoryFormat.ChannelsLast3d)));
    return outputs;
  }

  private static Tensor run(Stage stage, List<Tensor> outputs, Mode mode) {
    return Torch.scoped(
        () -> stage.body().run(stage.inputs().stream().map(outputs::get).toList(), mode));
  }

  private static Tensor finished(Tensor logits) {
    return Torch.scoped(() -> logits.to(ScalarType.Float).contiguous(MemoryFormat.Contiguous));
  }

  private static Tensor last(List<Tensor> tensors) {
    return tensors.get(tensors.size() - 1);
  }
}
