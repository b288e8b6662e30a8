package io.deepgrow.volume;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * A set of voxels of a patient grid, one bit each.
 *
 * <p>Bit {@code flat & 63} of word {@code flat >> 6} is the voxel at i-fastest position {@code
 * flat}; bits after the last voxel are zero. Little-endian bytes of these words are thus one
 * continuous bit stream, lowest bit first, as DICOM SEG packs its frames (PS3.5 8.1.1).
 */
public final class Mask {

  private final VolumeGeometry geometry;
  private final long[] words;

  private Mask(VolumeGeometry geometry, long[] words) {
    this.geometry = geometry;
    this.words = words;
  }

  public static Mask empty(VolumeGeometry geometry) {
    return new Mask(geometry, new long[wordCount(geometry.size())]);
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
    return new Mask(geometry, words);
  }

  /** The voxels of a label volume that have one value. */
  public static Mask ofLabel(Volume labels, int value) {
    Mask mask = empty(labels.geometry());
    short[] voxels = labels.voxels();
    for (int flat = 0; flat < voxels.length; flat++) {
      if (voxels[flat] == value) {
        mask.words[flat >> 6] |= 1L << flat;
      }
    }
    return mask;
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
    return (words[flat >> 6] >>> flat & 1) != 0;
  }

  public void set(VoxelIndex voxel, boolean value) {
    set(geometry.size().flat(voxel), value);
  }

  /** By i-fastest position. */
  public void set(int flat, boolean value) {
    if (value) {
      words[flat >> 6] |= 1L << flat;
    } else {
      words[flat >> 6] &= ~(1L << flat);
    }
  }

  /** Sets the voxels from one i-fastest position to before another. */
  void setRun(int begin, int end) {
    int first = begin >> 6;
    int last = (end - 1) >> 6;
    long head = -1L << begin;
    long tail = -1L >>> -end;
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

  private void clearRun(int begin, int end) {
    int first = begin >> 6;
    int last = (end - 1) >> 6;
    long head = -1L << begin;
    long tail = -1L >>> -end;
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
    return MaskBounds.of(size(), words.length, w -> words[w]);
  }

  /** The smallest box that holds every voxel in which the masks differ; empty when equal. */
  public Optional<VoxelBox> changes(Mask other) {
    requireSameSize(other);
    return MaskBounds.of(size(), words.length, w -> words[w] ^ other.words[w]);
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
    long[] out = new long[words.length];
    for (int w = 0; w < out.length; w++) {
      out[w] = operator.applyAsLong(words[w], other.words[w]);
    }
    return new Mask(geometry, out);
  }

  void requireSameSize(Mask other) {
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
    return new Mask(geometry.crop(box), PackedBits.crop(this, box));
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
    return new Mask(geometry, words.clone());
  }

  /** The words themselves, not a copy: readers must not write. */
  public long[] words() {
    return words;
  }

  /** Same grid size and the same voxels; the place in the patient is not compared. */
  public boolean sameVoxels(Mask other) {
    return geometry.size().equals(other.geometry.size()) && Arrays.equals(words, other.words);
  }
}
