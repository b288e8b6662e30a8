package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pickles that want something other than tensors: each is refused, none runs, memory is bounded.
 */
class HostilePickleTest {

  /** Bytes that a refusal may allocate, over all; some pickles are themselves megabytes. */
  private static final long MEMORY = 64 << 20;

  private static final PickleLimits LIMITS = PickleLimits.standard();

  static Stream<Arguments> callables() {
    return Stream.of(
        arguments("os.system", PickleBytes.start().global("os", "system").text("id").bytes(0x85)),
        arguments("posix.system", PickleBytes.start().global("posix", "system").text("id")),
        arguments("builtins.eval", PickleBytes.start().global("builtins", "eval").text("1")),
        arguments("builtins.getattr", PickleBytes.start().global("builtins", "getattr")),
        arguments("torch.load", PickleBytes.start().global("torch", "load")),
        arguments("torch.EvilStorage", PickleBytes.start().global("torch", "EvilStorage")),
        arguments("torch.storage.X", PickleBytes.start().global("torch.storage", "X")),
        arguments("torch._utils._rebuild_tensor", global("torch._utils", "_rebuild_tensor")),
        arguments("collections.Counter", global("collections", "Counter")),
        arguments("collections.OrderedDict.x", global("collections", "OrderedDict.x")),
        arguments("__torch__.Net", global("__torch__", "Net")),
        arguments("torch.jit._pickle.build_intlist", global("torch.jit._pickle", "build_intlist")),
        arguments("?[31m.x", global("\u001b[31m", "x")));
  }

  private static PickleBytes global(String module, String name) {
    return PickleBytes.start().global(module, name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callables")
  void refusesEveryOtherName(String name, PickleBytes pickle) {
    assertThatThrownBy(() -> read(pickle.ops("R").stop()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("wants " + name + ", which is refused");
  }

  static Stream<Arguments> instructions() {
    return Stream.of(
        arguments("INST (0x69)", PickleBytes.start().ops("(ios\nsystem\n")),
        arguments("OBJ (0x6f)", PickleBytes.start().ops("(o")),
        arguments("STACK_GLOBAL (0x93)", PickleBytes.start().text("os").text("system").bytes(0x93)),
        arguments(
            "NEWOBJ", PickleBytes.start().global("collections", "OrderedDict").bytes(')', 0x81)),
        arguments("NEWOBJ_EX (0x92)", PickleBytes.start().bytes(0x92)),
        arguments("EXT1 (0x82)", PickleBytes.start().bytes(0x82, 1)),
        arguments("EXT4 (0x84)", PickleBytes.start().bytes(0x84, 1, 0, 0, 0)),
        arguments("PERSID (0x50)", PickleBytes.start().ops("Pid\n")),
        arguments("DUP (0x32)", PickleBytes.start().ops("N2")),
        arguments("POP_MARK (0x31)", PickleBytes.start().ops("(1")),
        arguments("STRING (0x53)", PickleBytes.start().ops("S'x'\n")),
        arguments("SHORT_BINUNICODE (0x8c)", PickleBytes.start().bytes(0x8c, 1, 'a')),
        arguments("BINUNICODE8 (0x8d)", PickleBytes.start().bytes(0x8d)),
        arguments("LONG4 (0x8b)", PickleBytes.start().bytes(0x8b, 255, 255, 255, 127)),
        arguments("BYTEARRAY8 (0x96)", PickleBytes.start().bytes(0x96)),
        arguments("FRAME (0x95)", PickleBytes.start().bytes(0x95)),
        arguments("MEMOIZE (0x94)", PickleBytes.start().ops("N").bytes(0x94)),
        arguments("unknown (0xff)", PickleBytes.start().bytes(0xff)),
        arguments("unknown (0x0)", PickleBytes.start().bytes(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("instructions")
  void refusesEveryOtherInstruction(String name, PickleBytes pickle) {
    assertThatThrownBy(() -> read(pickle.stop()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("instruction " + name + " is not allowed");
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        arguments("more than 64 open marks", PickleBytes.start().repeat(1000, '(')),
        arguments("nests values deeper than 64", PickleBytes.start().ops(")").repeat(1000, 0x85)),
        arguments("nests values deeper than 64", selfHolding()),
        arguments("nests values deeper than 64", billionLaughs()),
        arguments("values on the stack", PickleBytes.start().repeat(400_000, 'N')),
        arguments("values on the stack", PickleBytes.start().repeat(400_000, '}')),
        arguments("500000 instructions", PickleBytes.start().ops("N").repeat(600_000, 'q', 0)),
        arguments("200000 remembered values", memoBomb()),
        arguments("more than 8,388,608", PickleBytes.start().repeat(9 << 20, 'N')),
        arguments("not remembered", PickleBytes.start().bytes('h', 9)),
        arguments("4294967295 was not remembered", PickleBytes.start().ops("j").int32(-1)),
        arguments("4294967295 bytes", PickleBytes.start().ops("X").int32(-1)),
        arguments("2147483647 more bytes", PickleBytes.start().ops("X").int32(Integer.MAX_VALUE)),
        arguments("255 bytes is longer than 8", PickleBytes.start().bytes(0x8a, 255)),
        arguments("longer than 1024", PickleBytes.start().ops("c").repeat(5000, 'a')),
        arguments("not UTF-8", PickleBytes.start().ops("X").int32(1).bytes(0xff)));
  }

  private static PickleBytes selfHolding() {
    return PickleBytes.start().ops("]q").bytes(0).repeat(1000, 'h', 0, 'a');
  }

  /** Each tuple holds the one before twice. */
  private static PickleBytes billionLaughs() {
    return PickleBytes.start().ops(")q").bytes(0).repeat(100, 'h', 0, 0x86, 'q', 0);
  }

  private static PickleBytes memoBomb() {
    PickleBytes pickle = PickleBytes.start().ops("N");
    for (int n = 0; n < 250_000; n++) {
      pickle.ops("r").int32(n);
    }
    return pickle;
  }

  @ParameterizedTest(name = "{0} ({index})")
  @MethodSource("bombs")
  void refusesBombsWithinBounds(String reason, PickleBytes pickle) {
    byte[] bytes = pickle.stop();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments("does not begin with PROTO", PickleBytes.bare().ops("N")),
        arguments("protocol 4", PickleBytes.bare().bytes(0x80, 4)),
        arguments("stack is empty", PickleBytes.start()),
        arguments("left over", PickleBytes.start().ops("NN")),
        arguments("left over", PickleBytes.start().ops("((t")),
        arguments("mark is missing", PickleBytes.start().ops("t")),
        arguments("stack is empty", PickleBytes.start().ops("N(").bytes(0x85)),
        arguments("APPEND to something", PickleBytes.start().ops("}Na")),
        arguments("SETITEM on something", PickleBytes.start().ops("]NNs")),
        arguments("key without a value", PickleBytes.start().ops("}(Nu")),
        arguments("neither text nor a number", PickleBytes.start().ops("}]Ns")),
        arguments("BUILD on something", PickleBytes.start().ops("]}b")),
        arguments("REDUCE without", PickleBytes.start().ops("NNR")),
        arguments("REDUCE calls", PickleBytes.start().ops("N)R")),
        arguments("REDUCE calls", PickleBytes.start().global("torch", "FloatStorage").ops(")R")),
        arguments("REDUCE calls", orderedDictOfItems()),
        arguments(
            "other than its arguments", global("torch._utils", "_rebuild_tensor_v2").ops(")R")),
        arguments("not a tensor's storage", PickleBytes.start().text("os").ops("Q")),
        arguments("not a tensor's storage", PickleBytes.start().ops("()()()tQ")));
  }

  private static PickleBytes orderedDictOfItems() {
    return PickleBytes.start().global("collections", "OrderedDict").ops("]").bytes(0x85).ops("R");
  }

  @ParameterizedTest(name = "{0} ({index})")
  @MethodSource("nonsense")
  void refusesNonsense(String reason, PickleBytes pickle) {
    assertThatThrownBy(() -> read(pickle.stop()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAPickleCutAnywhere() throws IOException {
    byte[] whole;
    try (StoredZip zip = StoredZip.open(Fixtures.path("monai_tiny.pt"))) {
      whole = zip.read("monai_tiny/data.pkl", LIMITS.bytes());
    }
    assertThat(read(whole)).isInstanceOf(Pickled.Dict.class);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(WeightsException.class);
    }
  }

  @Property
  void survivesAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    readOrRefuse(PickleBytes.start().raw(bytes).toBytes());
  }

  @Property
  void survivesAnyInstructions(@ForAll @Size(max = 60) List<@IntRange(max = 29) Integer> picks) {
    PickleBytes pickle = PickleBytes.start();
    for (int pick : picks) {
      int[] codes = {
        '}', ']', ')', '(', 't', 0x85, 0x86, 0x87, 'N', 0x88, 0x89, 'R', 'Q', 'b', 'a', 'e', 's',
        'u', 'K', 'q', 'h', 'K', 'q', 'h', '}', '(', ')', 'a', 's', 'u'
      };
      int code = codes[pick];
      pickle.bytes(code);
      if (code == 'K' || code == 'q' || code == 'h') {
        pickle.bytes(pick % 3);
      }
    }
    readOrRefuse(pickle.stop());
  }

  private static void readOrRefuse(byte[] pickle) {
    try {
      assertThat(read(pickle)).isNotNull();
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining("checkpoint's pickle");
    }
  }

  private static Object read(byte[] pickle) {
    return Unpickler.read(pickle, LIMITS, false);
  }
}
