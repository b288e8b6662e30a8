package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TorchScript archives: objects are bags of attributes, tensors get the names of the path. */
class ScriptArchiveTest {

  private static final long[] ONE = {1};

  @TempDir private Path folder = Path.of(".");

  private Checkpoint open(byte[] pickle) throws IOException {
    byte[] archive =
        new ZipBytes()
            .stored("net/data.pkl", pickle)
            .stored("net/constants.pkl", PickleBytes.start().ops(")").stop())
            .stored("net/data/0", ZipBytes.floats(7))
            .close();
    return Checkpoint.open(ZipBytes.write(folder, archive));
  }

  private static PickleBytes object(PickleBytes pickle) {
    return pickle.global("__torch__", "Net").ops(")").bytes(0x81);
  }

  @Test
  void namesTensorsByTheirAttributes() throws IOException {
    PickleBytes pickle = object(PickleBytes.start()).ops("}(").text("training").bytes(0x89);
    object(pickle.text("conv_0")).ops("}").text("weight").tensor("0", 1, 0, ONE, ONE).ops("sb");
    try (Checkpoint file = open(pickle.ops("ub").stop())) {
      assertThat(file.kind()).isEqualTo("TorchScript archive");
      assertThat(file.tensors()).containsOnlyKeys("conv_0.weight");
      assertThat(file.tensors().get("conv_0.weight").values()).containsExactly(7);
    }
  }

  @Test
  void refusesAFrozenModuleWhoseTensorsLostTheirNames() {
    assertThatThrownBy(() -> open(object(PickleBytes.start()).ops("}b").stop()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("names no tensors")
        .hasMessageContaining("ONNX export");
  }

  @Test
  void refusesAModuleThatHoldsItself() {
    byte[] pickle =
        object(PickleBytes.start())
            .bytes('q', 0)
            .ops("}")
            .text("self")
            .bytes('h', 0)
            .ops("sb")
            .stop();
    assertThatThrownBy(() -> open(pickle))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("nests too many objects");
  }

  /** Each module holds the one before twice, which makes 2²⁵ paths. */
  @Test
  void refusesAModuleWithEndlesslyManyPaths() {
    PickleBytes chain = PickleBytes.start();
    chain(chain, 25);
    assertThatThrownBy(() -> open(chain.stop()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("nests too many objects");
  }

  /** Writes module n, which holds module n − 1 under two names. */
  private static void chain(PickleBytes pickle, int n) {
    object(pickle);
    if (n > 0) {
      pickle.ops("}(").text("a");
      chain(pickle, n - 1);
      pickle.bytes('q', n).text("b").bytes('h', n).ops("ub");
    }
  }

  @Test
  void stillRefusesOtherNames() {
    byte[] pickle = PickleBytes.start().global("os", "system").ops(")").bytes(0x81).stop();
    assertThatThrownBy(() -> open(pickle)).hasMessageContaining("os.system");
    byte[] typed = PickleBytes.start().global("torch.jit._pickle", "other").stop();
    assertThatThrownBy(() -> open(typed)).hasMessageContaining("torch.jit._pickle.other");
  }

  @Test
  void refusesObjectsMadeWithArgumentsOrOfFunctions() {
    byte[] arguments =
        PickleBytes.start().global("__torch__", "Net").ops("N").bytes(0x85, 0x81).stop();
    assertThatThrownBy(() -> open(arguments)).hasMessageContaining("NEWOBJ makes");
    byte[] dict =
        PickleBytes.start().global("collections", "OrderedDict").ops(")").bytes(0x81).stop();
    assertThatThrownBy(() -> open(dict)).hasMessageContaining("NEWOBJ makes");
  }
}
