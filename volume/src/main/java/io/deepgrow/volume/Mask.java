package io.deepgrow.volume;

import java.util.Arrays;
import java.util.Optional;

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
    return boxOf(words, words, false);
  }

  /** The smallest box that holds every voxel in which the masks differ; empty when equal. */
  public Optional<VoxelBox> changes(Mask other) {
    if (!geometry.size().equals(other.geometry.size())) {
      throw new IllegalArgumentException(
          "Masks of " + geometry.size() + " and " + other.geometry.size() + " do not compare");
    }
    return boxOf(words, other.words, true);
  }

  private Optional<VoxelBox> boxOf(long[] a, long[] b, boolean differ) {
    int ni = geometry.size().i();
    int nj = geometry.size().j();
    int mini = Integer.MAX_VALUE;
    int minj = Integer.MAX_VALUE;
    int mink = Integer.MAX_VALUE;
    int maxi = -1;
    int maxj = -1;
    int maxk = -1;
    for (int w = 0; w < a.length; w++) {
      long bits = differ ? a[w] ^ b[w] : a[w];
      while (bits != 0) {
        int flat = (w << 6) + Long.numberOfTrailingZeros(bits);
        int row = flat / ni;
        int i = flat - row * ni;
        int k = row / nj;
        int j = row - k * nj;
        // the run of set bits that stays in this word and row, in one step
        int run = Long.numberOfTrailingZeros(~(bits >>> Long.numberOfTrailingZeros(bits)));
        int last = Math.min(i + run - 1, ni - 1);
        mini = Math.min(mini, i);
        maxi = Math.max(maxi, last);
        minj = Math.min(minj, j);
        maxj = Math.max(maxj, j);
        mink = Math.min(mink, k);
        maxk = k;
        int next = (flat & 63) + (last - i) + 1;
        bits = next > 63 ? 0 : bits & (-1L << next);
      }
    }
    if (maxi < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new VoxelBox(
            new VoxelIndex(mini, minj, mink), new VoxelIndex(maxi + 1, maxj + 1, maxk + 1)));
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
