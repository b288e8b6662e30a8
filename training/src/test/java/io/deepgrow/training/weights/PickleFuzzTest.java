package io.deepgrow.training.weights;

import io.deepgrow.fuzz.FuzzTest;
import java.util.List;

/** Hostile pickles, read as a state dict's and as a TorchScript archive's. */
class PickleFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    long[] edges = {2, 3};
    long[] strides = {3, 1};
    PickleBytes dict = PickleBytes.start().ops("}q").bytes(0).ops("(").text("conv.weight");
    return List.of(
        dict.tensor("0", 6, 0, edges, strides).ops("u").stop(),
        PickleBytes.start().ops("]q").bytes(0).ops("(").text("ü").bytes(0x88).ops("Ne").stop(),
        PickleBytes.start().ops("}").number(1L << 40).numbers(1, 2).ops("s").stop(),
        PickleBytes.start().ops("(G").bytes(0x3f, 0xf8, 0, 0, 0, 0, 0, 0).ops("t").stop());
  }

  @Override
  public void parse(byte[] input) {
    PickleLimits limits = new PickleLimits(1 << 16, 20_000, 5_000, 5_000, 32);
    WeightsException refused = null;
    for (boolean script : new boolean[] {true, false}) {
      try {
        Object value = Unpickler.read(input, limits, script);
        if (script) {
          ScriptWalk.tensors(value);
        } else {
          StateDict.tensors(value);
        }
      } catch (WeightsException e) {
        refused = e;
      }
    }
    if (refused != null && refused.getMessage().isBlank()) {
      throw new IllegalStateException("A refusal has to say why", refused);
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof WeightsException;
  }
}
