package io.deepgrow.training.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the state dict in what {@code torch.save} wrote: under a key, or the whole. */
final class StateDict {

  private static final List<String> KEYS = List.of("model", "state_dict");

  private StateDict() {}

  /**
   * The named tensors.
   *
   * @throws WeightsException when there are none, or something else among them
   */
  static Map<String, TensorView> tensors(Object root) {
    if (!(root instanceof Pickled.Dict dict)) {
      throw new WeightsException("The checkpoint is no dict but something else");
    }
    for (String key : KEYS) {
      if (dict.entries().get(key) instanceof Pickled.Dict state) {
        return tensors(state, "The checkpoint's \"" + key + "\"");
      }
    }
    return tensors(dict, "The checkpoint");
  }

  private static Map<String, TensorView> tensors(Pickled.Dict dict, String where) {
    Map<String, TensorView> tensors = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    dict.entries()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && value instanceof TensorView view) {
                tensors.put(name, view);
              } else {
                others.add(String.valueOf(key));
              }
            });
    if (tensors.isEmpty()) {
      throw new WeightsException(
          where + " holds no tensors, and no \"model\" with tensors; it has " + Names.some(others));
    }
    if (!others.isEmpty()) {
      throw new WeightsException(
          where + " holds entries that are no tensors: " + Names.some(others));
    }
    return tensors;
  }
}
