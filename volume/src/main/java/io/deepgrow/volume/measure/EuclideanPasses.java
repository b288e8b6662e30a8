package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Squared Euclidean distances, one axis after the other, by lower envelopes of parabolas
 * (Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012).
 */
final class EuclideanPasses {

  private static final int PARALLEL_VOXELS = 1 << 15;

  private final GridSize size;
  private final Spacing spacing;
  private final boolean rim;
  private final float[] squares;

  /**
   * Passes over a box.
   *
   * @param rim whether the voxels just beyond the box count as outside the mask
   */
  EuclideanPasses(GridSize size, Spacing spacing, boolean rim) {
    this.size = size;
    this.spacing = spacing;
    this.rim = rim;
    this.squares = new float[size.arrayLength()];
  }

  FloatGrid run(Mask mask, VoxelBox box) {
    each(size.k(), k -> alongI(mask, box, k));
    each(size.k(), k -> along(size.flat(0, 0, k), size.i(), size.j(), spacing.j()));
    each(size.j(), j -> along(size.flat(0, j, 0), size.i() * size.j(), size.k(), spacing.k()));
    for (int n = 0; n < squares.length; n++) {
      squares[n] = (float) Math.sqrt(squares[n]);
    }
    return FloatGrid.of(size, squares);
  }

  private void each(int count, IntConsumer work) {
    IntStream range = IntStream.range(0, count);
    (squares.length < PARALLEL_VOXELS ? range : range.parallel()).forEach(work);
  }

  /** Squared distance along each row to the nearest unset voxel of that row. */
  private void alongI(Mask mask, VoxelBox box, int k) {
    double[] steps = new double[size.i()];
    double step = spacing.i();
    for (int j = 0; j < size.j(); j++) {
      int from = mask.size().flat(box.start().i(), box.start().j() + j, box.start().k() + k);
      int row = size.flat(0, j, k);
      double last = rim ? 0 : Double.POSITIVE_INFINITY;
      for (int i = 0; i < steps.length; i++) {
        last = mask.get(from + i) ? last + 1 : 0;
        steps[i] = last;
      }
      last = rim ? 0 : Double.POSITIVE_INFINITY;
      for (int i = steps.length - 1; i >= 0; i--) {
        last = steps[i] == 0 ? 0 : last + 1;
        double d = Math.min(steps[i], last) * step;
        squares[row + i] = (float) (d * d);
      }
    }
  }

  /** Envelopes of the lines that start at {@code start + i} for each i, with the given stride. */
  private void along(int start, int stride, int length, double step) {
    Envelope envelope = new Envelope(length, step, rim);
    for (int i = 0; i < size.i(); i++) {
      envelope.transform(squares, start + i, stride);
    }
  }
}
