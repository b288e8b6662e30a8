package io.deepgrow.training.weights;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of numbers in a file of its own inside the archive.
 *
 * @param key the file's name below {@code data/}
 * @param elements number of values
 */
record StorageRef(ElementType type, String key, long elements) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** From a persistent id: {@code ("storage", type, key, device, elements)}. */
  static StorageRef of(Object id) {
    if (id instanceof Pickled.Sequence sequence) {
      List<Object> items = sequence.items();
      if (items.size() == 5
          && "storage".equals(items.get(0))
          && items.get(1) instanceof PickleGlobal.Storage storage
          && items.get(2) instanceof String key
          && items.get(4) instanceof Long elements) {
        return of(storage.type(), key, elements);
      }
    }
    throw new WeightsException(
        "The checkpoint's pickle has a persistent id that is not a tensor's storage");
  }

  private static StorageRef of(ElementType type, String key, long elements) {
    if (!KEY.matcher(key).matches()) {
      throw new WeightsException(
          "The checkpoint's pickle has a storage whose key is not a plain name of letters and"
              + " digits");
    }
    if (elements < 0 || elements > Long.MAX_VALUE / 16) {
      throw new WeightsException("Storage " + key + " claims " + elements + " values");
    }
    return new StorageRef(type, key, elements);
  }

  long byteLength() {
    return elements * type.bytes();
  }
}
