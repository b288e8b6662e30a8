package io.deepgrow.inference;

import io.deepgrow.volume.Volume;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sampled image channels of the last crops, so that a further click in the same crop need not
 * sample again. Does not keep a volume alive.
 */
final class ImageCache {

  private final int capacity;
  private final Map<Key, float[]> channels = new LinkedHashMap<>(16, 0.75f, true);

  ImageCache(int capacity) {
    this.capacity = capacity;
  }

  float[] get(Volume volume, Crop crop, Supplier<float[]> sample) {
    Key key = new Key(volume, crop);
    synchronized (this) {
      float[] cached = channels.get(key);
      if (cached != null) {
        return cached;
      }
    }
    float[] sampled = sample.get();
    synchronized (this) {
      channels.keySet().removeIf(Key::isGone);
      channels.put(key, sampled);
      if (channels.size() > capacity) {
        channels.remove(channels.keySet().iterator().next());
      }
    }
    return sampled;
  }

  /** A volume by identity, and a crop. */
  private static final class Key {

    private final WeakReference<Volume> volume;
    private final Crop crop;
    private final int hash;

    Key(Volume volume, Crop crop) {
      this.volume = new WeakReference<>(volume);
      this.crop = crop;
      this.hash = 31 * System.identityHashCode(volume) + crop.hashCode();
    }

    boolean isGone() {
      return volume.get() == null;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && crop.equals(key.crop)
          && volume.get() != null
          && key.volume.refersTo(volume.get());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
