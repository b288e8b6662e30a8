package io.deepgrow.training.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that holds others. Beside these a pickle yields {@code Long}, {@code Double}, {@code
 * Boolean}, {@code String}, {@link Nothing}, {@link PickleGlobal}, {@link StorageRef} and {@link
 * TensorView}.
 */
abstract sealed class Pickled {

  private int depth = 1;

  /** Python's {@code None}. */
  enum Nothing {
    NONE
  }

  /** Notes a child; nesting counts as it is when the child is put in. */
  void holds(Object child, PickleLimits limits) {
    if (child instanceof Pickled nested) {
      depth = Math.max(depth, nested.depth + 1);
      if (depth > limits.depth()) {
        throw new WeightsException(
            "The checkpoint's pickle nests values deeper than " + limits.depth());
      }
    }
  }

  /** A tuple or a list. */
  static final class Sequence extends Pickled {

    private final List<Object> items = new ArrayList<>(0);

    void add(Object item, PickleLimits limits) {
      holds(item, limits);
      items.add(item);
    }

    List<Object> items() {
      return Collections.unmodifiableList(items);
    }
  }

  /** A dict or OrderedDict with text, number or truth keys. */
  static final class Dict extends Pickled {

    private final Map<Object, Object> entries = new LinkedHashMap<>();

    void put(Object key, Object value, PickleLimits limits) {
      if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
        throw new WeightsException(
            "The checkpoint's pickle has a dict whose key is neither text nor a number");
      }
      holds(value, limits);
      entries.put(key, value);
    }

    Map<Object, Object> entries() {
      return Collections.unmodifiableMap(entries);
    }
  }

  /** An object of a TorchScript class: its attributes, no behaviour. */
  static final class ScriptObject extends Pickled {

    private Map<Object, Object> attributes = Map.of();

    void attributes(Dict state, PickleLimits limits) {
      holds(state, limits);
      attributes = state.entries();
    }

    Map<Object, Object> attributes() {
      return attributes;
    }
  }
}
