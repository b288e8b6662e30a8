package io.deepgrow.inference;

import io.deepgrow.inference.channel.NetworkInput;
import io.deepgrow.inference.crop.Crop;
import io.deepgrow.volume.grid.Volume;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The images of the last crops, so that a further click in the same crop need not sample again.
 * Does not keep a volume alive.
 */
final class ImageCache {

  private final int capacity;
  private final Map<Key, NetworkInput.Image> images = new LinkedHashMap<>(16, 0.75f, true);

  ImageCache(int capacity) {
    this.capacity = capacity;
  }

  NetworkInput.Image get(Volume volume, Crop crop, Supplier<NetworkInput.Image> sample) {
    Key key = new Key(volume, crop);
    synchronized (this) {
      NetworkInput.Image cached = images.get(key);
      if (cached != null) {
        return cached;
      }
    }
    NetworkInput.Image sampled = sample.get();
    synchronized (this) {
      images.keySet().removeIf(Key::isGone);
      images.put(key, sampled);
      if (images.size() > capacity) {
        images.remove(images.keySet().iterator().next());
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
