package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * A set of voxels of a patient grid, one bit each.
 *
 * <p>Bit {@code flat & 63} of word {@code flat >> 6} is the voxel at i-fastest position {@code
 * flat}; bits after the last voxel are zero. Little-endian bytes of these words are thus one
 * continuous bit stream, lowest bit first, as DICOM SEG packs its frames (PS3.5 8.1.1).
 *
 * <p>Only the stretch of words that voxels were set in is held, so that a mask costs, in memory and
 * to look through, copy or compare, what it spans and not what its grid holds.
 */
public final class Mask {

  private final VolumeGeometry geometry;

  /** Words from {@link #base} on; all others are zero. */
  private long[] words;

  private int base;

  private Mask(VolumeGeometry geometry, long[] words, int base) {
    this.geometry = geometry;
    this.words = words;
    this.base = base;
  }

  public static Mask empty(VolumeGeometry geometry) {
    return new Mask(geometry, new long[0], 0);
  }

  /**
   * Wraps the words without copying them.
   *
   * @throws IllegalArgumentException when their number is not the grid's or a bit after the last
   *     voxel is set
   */
  public static Mask of(VolumeGeometry geometry, long[] words) {
    int used = geometry.size().arrayLength() & 63;
    if (words.length != wordCount(geometry.size())
        || (used != 0 && words[words.length - 1] >>> used != 0)) {
      throw new IllegalArgumentException(
          words.length + " words do not make a mask of " + geometry.size());
    }
    return new Mask(geometry, words, 0);
  }

  /** The voxels of a label volume that have one value. */
  public static Mask ofLabel(Volume labels, int value) {
    long[] words = new long[wordCount(labels.size())];
    short[] voxels = labels.voxels();
    for (int flat = 0; flat < voxels.length; flat++) {
      if (voxels[flat] == value) {
        words[flat >> 6] |= 1L << flat;
      }
    }
    return of(labels.geometry(), words);
  }

  private static int wordCount(GridSize size) {
    return (size.arrayLength() + 63) >>> 6;
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  public GridSize size() {
    return geometry.size();
  }

  public boolean get(int i, int j, int k) {
    return get(geometry.size().flat(i, j, k));
  }

  public boolean get(VoxelIndex voxel) {
    return get(geometry.size().flat(voxel));
  }

  /** By i-fastest position. */
  public boolean get(int flat) {
    return (word(flat >> 6) >>> flat & 1) != 0;
  }

  private long word(int w) {
    int at = w - base;
    return at >= 0 && at < words.length ? words[at] : 0;
  }

  private int end() {
    return base + words.length;
  }

  public void set(VoxelIndex voxel, boolean value) {
    set(geometry.size().flat(voxel), value);
  }

  /** By i-fastest position. */
  public void set(int flat, boolean value) {
    int w = flat >> 6;
    if (value) {
      hold(w, w + 1);
      words[w - base] |= 1L << flat;
    } else if (w >= base && w < end()) {
      words[w - base] &= ~(1L << flat);
    }
  }

  /** Makes the words from one to before another part of what is held. */
  private void hold(int first, int after) {
    if (words.length > 0 && first >= base && after <= end()) {
      return;
    }
    int from = first;
    int to = after;
    if (words.length > 0) {
      // half as much more on the side it grows to, for when it grows word by word
      int spare = words.length / 2;
      from = first < base ? Math.max(0, Math.min(first, base - spare)) : base;
      to = after > end() ? Math.min(wordCount(size()), Math.max(after, end() + spare)) : end();
    }
    long[] larger = new long[to - from];
    System.arraycopy(words, 0, larger, Math.max(0, base - from), words.length);
    words = larger;
    base = from;
  }

  /** Sets the voxels from one i-fastest position to before another. */
  void setRun(int from, int to) {
    hold(from >> 6, ((to - 1) >> 6) + 1);
    int first = (from >> 6) - base;
    int last = ((to - 1) >> 6) - base;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] |= head & tail;
      return;
    }
    words[first] |= head;
    Arrays.fill(words, first + 1, last, -1L);
    words[last] |= tail;
  }

  /** Takes the voxels of a box out of the mask. */
  public void clear(VoxelBox box) {
    if (!size().box().contains(box)) {
      throw new IllegalArgumentException(box + " does not lie in a volume of " + size());
    }
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        int row = size().flat(box.start().i(), j, k);
        clearRun(row, row + box.size().i());
      }
    }
  }

  private void clearRun(int begin, int after) {
    int from = Math.max(begin, base << 6);
    int to = (int) Math.min(after, (long) end() << 6);
    if (from >= to) {
      return;
    }
    int first = (from >> 6) - base;
    int last = ((to - 1) >> 6) - base;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] &= ~(head & tail);
      return;
    }
    words[first] &= ~head;
    Arrays.fill(words, first + 1, last, 0);
    words[last] &= ~tail;
  }

  /** Number of voxels in the mask. */
  public long count() {
    long count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  public boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** The smallest box that holds the mask; empty for an empty mask. */
  public Optional<VoxelBox> boundingBox() {
    return MaskBounds.of(size(), base, end(), this::word);
  }

  /** The smallest box that holds every voxel in which the masks differ; empty when equal. */
  public Optional<VoxelBox> changes(Mask other) {
    requireSameSize(other);
    return MaskBounds.of(
        size(),
        Math.min(base, other.base),
        Math.max(end(), other.end()),
        w -> word(w) ^ other.word(w));
  }

  /** The voxels of both. */
  public Mask and(Mask other) {
    return combine(other, (a, b) -> a & b);
  }

  /** The voxels of either. */
  public Mask or(Mask other) {
    return combine(other, (a, b) -> a | b);
  }

  /** The voxels of this mask that are not in the other. */
  public Mask andNot(Mask other) {
    return combine(other, (a, b) -> a & ~b);
  }

  private Mask combine(Mask other, LongBinaryOperator operator) {
    requireSameSize(other);
    int first = Math.min(base, other.base);
    long[] out = new long[Math.max(end(), other.end()) - first];
    for (int w = 0; w < out.length; w++) {
      out[w] = operator.applyAsLong(word(first + w), other.word(first + w));
    }
    return new Mask(geometry, out, first);
  }

  /** Refuses a mask of another size with an IllegalArgumentException that names both. */
  public void requireSameSize(Mask other) {
    if (!size().equals(other.size())) {
      throw new IllegalArgumentException(
          "Masks of " + size() + " and " + other.size() + " do not go together");
    }
  }

  /**
   * The part of the mask in a box, on the box's own grid.
   *
   * @throws IllegalArgumentException when the box leaves the grid
   */
  public Mask crop(VoxelBox box) {
    return of(geometry.crop(box), PackedBits.crop(this, box));
  }

  /**
   * The voxels of a box as one stream of bits: i-fastest within the box, lowest bit of each byte
   * first, zeros after the last voxel.
   *
   * @throws IllegalArgumentException when the box leaves the grid
   */
  public byte[] packedBits(VoxelBox box) {
    return PackedBits.toBytes(PackedBits.crop(this, box), PackedBits.length(box));
  }

  /**
   * A mask that has the voxels of {@link #packedBits} in a box and none elsewhere; bits after the
   * last voxel are ignored.
   *
   * @throws IllegalArgumentException when the box leaves the grid or the bytes are not the box's
   */
  public static Mask ofPackedBits(VolumeGeometry geometry, VoxelBox box, byte[] bits) {
    if (!geometry.size().box().contains(box) || bits.length != PackedBits.length(box)) {
      throw new IllegalArgumentException(
          bits.length + " bytes of box " + box + " do not fit a grid of " + geometry.size());
    }
    Mask mask = empty(geometry);
    PackedBits.paste(PackedBits.toWords(bits), box, mask);
    return mask;
  }

  /** A mask of its own with the same voxels. */
  public Mask copy() {
    return new Mask(geometry, words.clone(), base);
  }

  /** All words of the grid, to read: a copy unless the mask spans it whole. */
  public long[] words() {
    return words(0, size().arrayLength()).words();
  }

  /** Words from those of one i-fastest position to those before another, to read. */
  Window words(int from, int to) {
    int first = from >> 6;
    int after = ((to - 1) >> 6) + 1;
    if (first >= base && after <= end()) {
      return new Window(words, base << 6);
    }
    long[] part = new long[after - first];
    for (int w = Math.max(first, base); w < Math.min(after, end()); w++) {
      part[w - first] = words[w - base];
    }
    return new Window(part, first << 6);
  }

  /**
   * Words that voxels can be set in directly; several threads may write different words.
   *
   * @param words bit {@code flat & 63} of word {@code (flat - first) >> 6} is the voxel at {@code
   *     flat}
   * @param first a multiple of 64
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Window(long[] words, int first) {

    /** Sets the voxel at an i-fastest position. */
    public void set(int flat) {
      words[(flat - first) >> 6] |= 1L << flat;
    }
  }

  /** Words of this mask, from those of one i-fastest position to those before another. */
  public Window window(int from, int to) {
    if (from < to) {
      hold(from >> 6, ((to - 1) >> 6) + 1);
    }
    return new Window(words, base << 6);
  }

  /** Same grid size and the same voxels; the place in the patient is not compared. */
  public boolean sameVoxels(Mask other) {
    if (!size().equals(other.size())) {
      return false;
    }
    for (int w = Math.min(base, other.base); w < Math.max(end(), other.end()); w++) {
      if (word(w) != other.word(w)) {
        return false;
      }
    }
    return true;
  }
}
