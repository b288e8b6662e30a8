package io.deepgrow.training.weights;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as a view of a storage; {@code offset} and {@code strides} count elements. A view lies
 * inside its storage and has no more elements than it.
 */
record TensorView(StorageRef storage, long offset, List<Long> edges, List<Long> strides) {

  private static final int MAX_RANK = 8;
  private static final long MAX_EDGE = Integer.MAX_VALUE;

  TensorView {
    edges = List.copyOf(edges);
    strides = List.copyOf(strides);
    if (edges.size() != strides.size() || edges.size() > MAX_RANK) {
      throw refused(storage, "has " + edges.size() + " edges and " + strides.size() + " strides");
    }
    if (offset < 0
        || edges.stream().anyMatch(e -> e < 0 || e > MAX_EDGE)
        || strides.stream().anyMatch(s -> s < 0)) {
      throw refused(storage, "has a negative or huge offset, edge or stride");
    }
    try {
      long count = count(edges);
      long end = count == 0 ? offset : Math.addExact(last(offset, edges, strides), 1);
      if (end > storage.elements() || count > storage.elements()) {
        throw refused(storage, "reaches beyond its " + storage.elements() + " values");
      }
    } catch (ArithmeticException e) {
      throw new WeightsException("A tensor of storage " + storage.key() + " overflows", e);
    }
  }

  /**
   * From the arguments {@code (storage, offset, size, stride, requires_grad, hooks[, metadata])}.
   */
  static TensorView of(List<Object> arguments) {
    if (arguments.size() >= 6
        && arguments.size() <= 7
        && arguments.get(0) instanceof StorageRef storage
        && arguments.get(1) instanceof Long offset
        && arguments.get(2) instanceof Pickled.Sequence edges
        && arguments.get(3) instanceof Pickled.Sequence strides) {
      return new TensorView(storage, offset, numbers(edges), numbers(strides));
    }
    throw new WeightsException(
        "The checkpoint's pickle calls _rebuild_tensor_v2 with other than its arguments");
  }

  long count() {
    return count(edges);
  }

  /**
   * The values in row-major order.
   *
   * @param bytes the storage's bytes, little-endian
   */
  float[] read(ByteBuffer bytes) {
    if (!storage.type().isReal()) {
      throw refused(storage, "holds " + storage.type() + " values, which cannot be weights");
    }
    float[] values = new float[Math.toIntExact(count())];
    long[] index = new long[edges.size()];
    long at = offset;
    for (int n = 0; n < values.length; n++) {
      values[n] = storage.type().read(bytes, (int) at * storage.type().bytes());
      for (int axis = index.length - 1; axis >= 0; axis--) {
        at += strides.get(axis);
        if (++index[axis] < edges.get(axis)) {
          break;
        }
        at -= index[axis] * strides.get(axis);
        index[axis] = 0;
      }
    }
    return values;
  }

  private static long count(List<Long> edges) {
    long count = 1;
    for (long edge : edges) {
      count = Math.multiplyExact(count, edge);
    }
    return count;
  }

  private static long last(long offset, List<Long> edges, List<Long> strides) {
    long last = offset;
    for (int axis = 0; axis < edges.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(edges.get(axis) - 1, strides.get(axis)));
    }
    return last;
  }

  private static List<Long> numbers(Pickled.Sequence sequence) {
    List<Long> numbers = new ArrayList<>();
    for (Object item : sequence.items()) {
      if (!(item instanceof Long number) || numbers.size() > MAX_RANK) {
        throw new WeightsException(
            "The checkpoint's pickle has a tensor whose size or stride is no short list of whole"
                + " numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static WeightsException refused(StorageRef storage, String reason) {
    return new WeightsException("A tensor of storage " + storage.key() + " " + reason);
  }
}
