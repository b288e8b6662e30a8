package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnpicklerTest {

  private static Object read(byte[] pickle) {
    return Unpickler.read(pickle, PickleLimits.standard(), false);
  }

  private static List<Object> items(byte[] pickle) {
    return ((Pickled.Sequence) read(pickle)).items();
  }

  @Test
  void readsNumbers() {
    byte[] pickle =
        PickleBytes.start()
            .ops("(K")
            .bytes(255)
            .ops("M")
            .bytes(0x34, 0x12)
            .ops("J")
            .int32(-5)
            .bytes(0x8a, 0)
            .bytes(0x8a, 2, 0, 0x80)
            .number(1L << 40)
            .ops("G")
            .bytes(0x3f, 0xf8, 0, 0, 0, 0, 0, 0)
            .ops("t")
            .stop();
    assertThat(items(pickle)).containsExactly(255L, 0x1234L, -5L, 0L, -32768L, 1L << 40, 1.5);
  }

  @Test
  void readsTextTruthAndNone() {
    byte[] pickle = PickleBytes.start().ops("(").text("weiß").bytes(0x88, 0x89).ops("Nt").stop();
    assertThat(items(pickle)).containsExactly("weiß", true, false, Pickled.Nothing.NONE);
  }

  @Test
  void readsTuplesOfEveryLength() {
    byte[] pickle =
        PickleBytes.start()
            .ops("()")
            .number(1)
            .bytes(0x85)
            .number(1)
            .number(2)
            .bytes(0x86)
            .number(1)
            .number(2)
            .number(3)
            .bytes(0x87)
            .ops("t")
            .stop();
    assertThat(items(pickle))
        .extracting(t -> ((Pickled.Sequence) t).items().size())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void readsListsOneItemOrMany() {
    byte[] pickle =
        PickleBytes.start().ops("]").number(1).ops("a(").number(2).number(3).ops("e").stop();
    assertThat(items(pickle)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void readsDictsInTheirOrder() {
    byte[] pickle =
        PickleBytes.start()
            .ops("}")
            .text("b")
            .ops("Ns(")
            .text("a")
            .number(1)
            .number(7)
            .ops("Nu")
            .stop();
    Pickled.Dict dict = (Pickled.Dict) read(pickle);
    assertThat(dict.entries().keySet()).containsExactly("b", "a", 7L);
  }

  @Test
  void remembersAndRecalls() {
    byte[] pickle =
        PickleBytes.start()
            .ops("(")
            .text("a")
            .bytes('q', 3, 'r', 0, 1, 0, 0)
            .bytes('h', 3, 'j', 0, 1, 0, 0)
            .ops("t")
            .stop();
    assertThat(items(pickle)).containsExactly("a", "a", "a");
  }

  @Test
  void ignoresWhatIsAttachedToAnOrderedDict() {
    byte[] pickle =
        PickleBytes.start()
            .global("collections", "OrderedDict")
            .ops(")R")
            .text("w")
            .number(1)
            .ops("s}")
            .text("_metadata")
            .ops("Nsb")
            .stop();
    assertThat(((Pickled.Dict) read(pickle)).entries()).containsOnlyKeys("w");
  }

  @Test
  void describesATensorWithoutItsValues() {
    byte[] pickle =
        PickleBytes.start().tensor("12", 10, 1, new long[] {2, 3}, new long[] {4, 1}).stop();
    TensorView tensor = (TensorView) read(pickle);
    assertThat(tensor.storage()).isEqualTo(new StorageRef(ElementType.FLOAT, "12", 10));
    assertThat(tensor.edges()).containsExactly(2L, 3L);
    assertThat(tensor.strides()).containsExactly(4L, 1L);
    assertThat(tensor.offset()).isEqualTo(1);
  }

  @Test
  void takesScriptClassesInScriptArchivesOnly() {
    byte[] pickle =
        PickleBytes.start()
            .global("__torch__.torch.nn.modules.conv", "Conv3d")
            .ops(")")
            .bytes(0x81)
            .ops("}")
            .text("training")
            .bytes(0x89)
            .ops("sb")
            .stop();
    Object object = Unpickler.read(pickle, PickleLimits.standard(), true);
    assertThat(((Pickled.ScriptObject) object).attributes()).containsEntry("training", false);
    assertThatThrownBy(() -> read(pickle)).hasMessageContaining("__torch__.torch.nn");
  }

  @Test
  void givesAScriptListAsItsArgument() {
    byte[] pickle =
        PickleBytes.start()
            .global("torch.jit._pickle", "build_intlist")
            .ops("]")
            .number(4)
            .ops("a")
            .bytes(0x85)
            .ops("R")
            .stop();
    Object list = Unpickler.read(pickle, PickleLimits.standard(), true);
    assertThat(((Pickled.Sequence) list).items()).containsExactly(4L);
  }
}
