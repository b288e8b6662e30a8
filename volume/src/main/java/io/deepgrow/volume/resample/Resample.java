package io.deepgrow.volume.resample;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;

/**
 * Changes the size or spacing of a grid: adaptive average, trilinear and nearest as PyTorch defines
 * them by size, linear and nearest by spacing. Separable and parallel over output slices.
 */
public final class Resample {

  private Resample() {}

  /**
   * Adaptive average: output bin o of m covers source voxels {@code ⌊o·n/m⌋ … ⌈(o+1)·n/m⌉ − 1} of n
   * with equal weight, on each axis. Bins may overlap.
   */
  public static FloatGrid area(FloatGrid source, GridSize out) {
    return area(SliceSource.of(source), out);
  }

  /**
   * Adaptive average of the voxels in a box.
   *
   * @throws IllegalArgumentException when the box leaves the volume
   */
  public static FloatGrid area(Volume source, VoxelBox box, GridSize out) {
    return area(SliceSource.of(source, box), out);
  }

  private static FloatGrid area(SliceSource source, GridSize out) {
    GridSize in = source.size();
    return SeparableResampler.run(
        source,
        AxisTaps.area(in.i(), out.i()),
        AxisTaps.area(in.j(), out.j()),
        AxisTaps.area(in.k(), out.k()));
  }

  /**
   * Trilinear with voxel borders aligned ({@code align_corners = false}), clamped at the border.
   */
  public static FloatGrid trilinear(FloatGrid source, GridSize out) {
    return trilinear(SliceSource.of(source), out);
  }

  /**
   * Trilinear interpolation within a box; voxels outside the box do not count.
   *
   * @throws IllegalArgumentException when the box leaves the volume
   */
  public static FloatGrid trilinear(Volume source, VoxelBox box, GridSize out) {
    return trilinear(SliceSource.of(source, box), out);
  }

  private static FloatGrid trilinear(SliceSource source, GridSize out) {
    GridSize in = source.size();
    return SeparableResampler.run(
        source, centred(in.i(), out.i()), centred(in.j(), out.j()), centred(in.k(), out.k()));
  }

  private static AxisTaps centred(int n, int m) {
    return AxisTaps.linear(n, m, o -> (o + 0.5) * n / m - 0.5);
  }

  /** Output voxel o of m takes source voxel {@code ⌊o·n/m⌋} of n, in integer arithmetic. */
  public static FloatGrid nearest(FloatGrid source, GridSize out) {
    NearestMap map = NearestMap.bySize(source.size(), out);
    return FloatGrid.of(out, map.take(source.values(), source.size()));
  }

  /** Label values resized as {@link #nearest(FloatGrid, GridSize)}, over the same patient space. */
  public static Volume nearest(Volume labels, GridSize out) {
    NearestMap map = NearestMap.bySize(labels.size(), out);
    return Volume.of(resized(labels.geometry(), out), map.take(labels.voxels(), labels.size()));
  }

  /** A mask resized as {@link #nearest(FloatGrid, GridSize)}, over the same patient space. */
  public static Mask nearest(Mask mask, GridSize out) {
    return NearestMap.bySize(mask.size(), out).take(mask, resized(mask.geometry(), out));
  }

  /** The grid of another size whose outer borders lie where this grid's do. */
  public static VolumeGeometry resized(VolumeGeometry grid, GridSize out) {
    double[] step = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      step[axis] = (double) grid.size().component(axis) / out.component(axis);
    }
    Spacing s = grid.spacing();
    return new VolumeGeometry(
        out,
        new Spacing(s.i() * step[0], s.j() * step[1], s.k() * step[2]),
        grid.toPatient(
            new ContinuousIndex(step[0] / 2 - 0.5, step[1] / 2 - 0.5, step[2] / 2 - 0.5)),
        grid.direction());
  }

  /**
   * A volume of another spacing, linear, clamped at the border, rounded to int16. First voxel
   * centres coincide; the size is {@code round((n − 1)·s/s' + 1)}, halves to even.
   *
   * @throws IllegalArgumentException when the result is larger than one array
   */
  public static Volume toSpacing(Volume source, Spacing spacing) {
    VolumeGeometry geometry = respaced(source.geometry(), spacing);
    SliceSource slices = SliceSource.of(source, source.size().box());
    float[] values = linear(slices, source.geometry().spacing(), spacing).values();
    short[] voxels = new short[values.length];
    for (int n = 0; n < values.length; n++) {
      voxels[n] = (short) Math.rint(values[n]);
    }
    return Volume.of(geometry, voxels);
  }

  /** Float values of another spacing, as {@link #toSpacing(Volume, Spacing)} without rounding. */
  public static FloatGrid toSpacing(FloatGrid source, Spacing from, Spacing to) {
    return linear(SliceSource.of(source), from, to);
  }

  private static FloatGrid linear(SliceSource source, Spacing from, Spacing to) {
    GridSize in = source.size();
    GridSize out = sizeAt(in, from, to);
    return SeparableResampler.run(
        source,
        AxisTaps.linear(in.i(), out.i(), o -> o * to.i() / from.i()),
        AxisTaps.linear(in.j(), out.j(), o -> o * to.j() / from.j()),
        AxisTaps.linear(in.k(), out.k(), o -> o * to.k() / from.k()));
  }

  /** Label values of another spacing, nearest, on the grid of {@link #toSpacing}. */
  public static Volume labelsToSpacing(Volume labels, Spacing spacing) {
    VolumeGeometry from = labels.geometry();
    VolumeGeometry to = respaced(from, spacing);
    NearestMap map =
        NearestMap.bySpacing(from.size(), from.spacing(), to.size(), to.spacing(), false);
    return Volume.of(to, map.take(labels.voxels(), from.size()));
  }

  /**
   * Brings a mask of another spacing back: voxel v of the original takes {@code ⌊v·s/s' + ½⌋},
   * clamped. The inverse of {@link #toSpacing}.
   */
  public static Mask restoreSpacing(Mask mask, VolumeGeometry original) {
    return NearestMap.bySpacing(
            mask.size(), mask.geometry().spacing(), original.size(), original.spacing(), true)
        .take(mask, original);
  }

  /** The grid of another spacing with the same first voxel centre. */
  public static VolumeGeometry respaced(VolumeGeometry grid, Spacing spacing) {
    GridSize size = sizeAt(grid.size(), grid.spacing(), spacing);
    return new VolumeGeometry(size, spacing, grid.origin(), grid.direction());
  }

  private static GridSize sizeAt(GridSize size, Spacing from, Spacing to) {
    int[] out = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      double exact = (size.component(axis) - 1) * from.component(axis) / to.component(axis) + 1;
      if (exact > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("A spacing of " + to + " makes too large a grid");
      }
      out[axis] = (int) Math.rint(exact);
    }
    return new GridSize(out[0], out[1], out[2]);
  }
}
