package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorViewTest {

  private static final StorageRef TEN = new StorageRef(ElementType.FLOAT, "0", 10);

  private static ByteBuffer counting(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < count; n++) {
      bytes.putFloat(4 * n, n);
    }
    return bytes;
  }

  @Test
  void honoursOffsetAndStrides() {
    TensorView transposed = new TensorView(TEN, 1, List.of(3L, 2L), List.of(1L, 4L));
    assertThat(transposed.read(counting(10))).containsExactly(1, 5, 2, 6, 3, 7);
  }

  @Test
  void readsScalarsAndEmptyTensors() {
    assertThat(new TensorView(TEN, 9, List.of(), List.of()).read(counting(10))).containsExactly(9);
    assertThat(new TensorView(TEN, 10, List.of(0L, 3L), List.of(3L, 1L)).read(counting(10)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 11, 1",
    "1, 10, 1",
    "10, 1, 1",
    "11, 0, 1",
    "0, 5, 3",
    "0, 2, 10",
    "0, 2, 9223372036854775807",
    "0, 2147483647, 4294967298",
    "9223372036854775807, 2, 1",
    "-1, 1, 1",
    "0, -1, 1",
    "0, 2, -1",
    "0, 2147483648, 0",
    "0, 11, 0",
  })
  void refusesViewsBeyondTheirStorage(long offset, long edge, long stride) {
    assertThatThrownBy(() -> new TensorView(TEN, offset, List.of(edge), List.of(stride)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("storage 0");
  }

  @Test
  void refusesTensorsThatAreLargerThanTheirStorageByRepetition() {
    List<Long> edges = Collections.nCopies(8, 1000L);
    assertThatThrownBy(() -> new TensorView(TEN, 0, edges, Collections.nCopies(8, 0L)))
        .isInstanceOf(WeightsException.class);
  }

  @Test
  void refusesManyAxesAndUnequalLists() {
    assertThatThrownBy(
            () -> new TensorView(TEN, 0, Collections.nCopies(9, 1L), Collections.nCopies(9, 1L)))
        .hasMessageContaining("9 edges");
    assertThatThrownBy(() -> new TensorView(TEN, 0, List.of(1L), List.of()))
        .hasMessageContaining("1 edges and 0 strides");
  }

  @Test
  void refusesToMakeWeightsOfWholeNumbers() {
    TensorView steps =
        new TensorView(new StorageRef(ElementType.LONG, "0", 1), 0, List.of(), List.of());
    assertThatThrownBy(() -> steps.read(ByteBuffer.allocate(8))).hasMessageContaining("long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "/etc/passwd", "a/b", "", "a b", "..", "0\n", "\u0000"})
  void refusesStorageKeysThatAreNoPlainNames(String key) {
    byte[] pickle = PickleBytes.start().storage(key, 1).stop();
    assertThatThrownBy(() -> Unpickler.read(pickle, PickleLimits.standard(), false))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("not a plain name");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void refusesImpossibleStorages(long elements) {
    byte[] pickle = PickleBytes.start().storage("0", elements).stop();
    assertThatThrownBy(() -> Unpickler.read(pickle, PickleLimits.standard(), false))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("Storage 0 claims");
  }

  /** A view that is taken reads inside its storage, and reads what a plain formula says. */
  @Property
  void neverReadsOutside(
      @ForAll @LongRange(min = -1, max = 12) long offset,
      @ForAll @Size(max = 3) List<@IntRange(max = 4) Integer> edges,
      @ForAll @Size(3) List<@IntRange(max = 6) Integer> strides) {
    List<Long> e = edges.stream().map(Integer::longValue).toList();
    List<Long> s = strides.subList(0, edges.size()).stream().map(Integer::longValue).toList();
    TensorView view;
    try {
      view = new TensorView(TEN, offset, e, s);
    } catch (WeightsException refused) {
      return;
    }
    List<Float> expected = new ArrayList<>();
    collect(expected, offset, e, s, 0);
    float[] values = view.read(counting(10));
    assertThat(values).hasSize(expected.size());
    for (int n = 0; n < values.length; n++) {
      assertThat(values[n]).isEqualTo(expected.get(n)).isBetween(0f, 9f);
    }
  }

  private static void collect(
      List<Float> values, long at, List<Long> edges, List<Long> strides, int axis) {
    if (axis == edges.size()) {
      values.add((float) at);
      return;
    }
    for (int n = 0; n < edges.get(axis); n++) {
      collect(values, at + n * strides.get(axis), edges, strides, axis + 1);
    }
  }
}
