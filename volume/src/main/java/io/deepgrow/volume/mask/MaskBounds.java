package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Finds the box around set bits, a run of bits at a time. */
final class MaskBounds {

  private final int ni;
  private final int nj;
  private int mini = Integer.MAX_VALUE;
  private int minj = Integer.MAX_VALUE;
  private int mink = Integer.MAX_VALUE;
  private int maxi = -1;
  private int maxj = -1;
  private int maxk = -1;

  private MaskBounds(GridSize size) {
    ni = size.i();
    nj = size.j();
  }

  /** The smallest box around the bits of the words from one to before another. */
  static Optional<VoxelBox> of(GridSize size, int begin, int end, IntToLongFunction word) {
    MaskBounds bounds = new MaskBounds(size);
    for (int w = begin; w < end; w++) {
      long bits = word.applyAsLong(w);
      if (bits != 0) {
        bounds.add(w << 6, bits);
      }
    }
    return bounds.box();
  }

  private void add(int base, long word) {
    long bits = word;
    while (bits != 0) {
      int zeros = Long.numberOfTrailingZeros(bits);
      int row = (base + zeros) / ni;
      int i = base + zeros - row * ni;
      int k = row / nj;
      int j = row - k * nj;
      // the run of set bits that stays in this word and row, in one step
      int run = Long.numberOfTrailingZeros(~(bits >>> zeros));
      int last = Math.min(i + run - 1, ni - 1);
      mini = Math.min(mini, i);
      maxi = Math.max(maxi, last);
      minj = Math.min(minj, j);
      maxj = Math.max(maxj, j);
      mink = Math.min(mink, k);
      maxk = k;
      int next = zeros + (last - i) + 1;
      bits = next > 63 ? 0 : bits & (-1L << next);
    }
  }

  private Optional<VoxelBox> box() {
    if (maxi < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new VoxelBox(
            new VoxelIndex(mini, minj, mink), new VoxelIndex(maxi + 1, maxj + 1, maxk + 1)));
  }
}
