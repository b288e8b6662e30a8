package io.deepgrow.inference;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The masks of the last predictions by what led to them, so that a further click need not repeat
 * the ones before it. Keeps the voxels of the bounding box only and no volume alive.
 */
final class MaskMemory {

  private final int capacity;
  private final Map<Key, Packed> masks = new LinkedHashMap<>(16, 0.75f, true);

  MaskMemory(int capacity) {
    this.capacity = capacity;
  }

  synchronized Optional<Mask> get(Volume volume, Packed start, List<Click> clicks) {
    return Optional.ofNullable(masks.get(new Key(volume, start, clicks)))
        .map(packed -> packed.mask(volume));
  }

  synchronized void put(Volume volume, Packed start, List<Click> clicks, Mask mask) {
    masks.keySet().removeIf(Key::isGone);
    masks.put(new Key(volume, start, List.copyOf(clicks)), Packed.of(mask));
    if (masks.size() > capacity) {
      masks.remove(masks.keySet().iterator().next());
    }
  }

  /** A mask in few bytes; equal when the voxels are. */
  static final class Packed {

    private final Optional<VoxelBox> box;
    private final byte[] bits;

    private Packed(Optional<VoxelBox> box, byte[] bits) {
      this.box = box;
      this.bits = bits;
    }

    static Packed of(Mask mask) {
      Optional<VoxelBox> box = mask.boundingBox();
      return new Packed(box, box.map(mask::packedBits).orElse(new byte[0]));
    }

    private Mask mask(Volume volume) {
      return box.map(b -> Mask.ofPackedBits(volume.geometry(), b, bits))
          .orElseGet(() -> Mask.empty(volume.geometry()));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Packed packed
          && box.equals(packed.box)
          && Arrays.equals(bits, packed.bits);
    }

    @Override
    public int hashCode() {
      return 31 * box.hashCode() + Arrays.hashCode(bits);
    }
  }

  /** A volume by identity, the mask before the first click, and the clicks. */
  private static final class Key {

    private final WeakReference<Volume> volume;
    private final Packed start;
    private final List<Click> clicks;
    private final int hash;

    Key(Volume volume, Packed start, List<Click> clicks) {
      this.volume = new WeakReference<>(volume);
      this.start = start;
      this.clicks = clicks;
      this.hash = Objects.hash(System.identityHashCode(volume), start, clicks);
    }

    boolean isGone() {
      return volume.get() == null;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && clicks.equals(key.clicks)
          && start.equals(key.start)
          && volume.get() != null
          && key.volume.refersTo(volume.get());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
