package io.deepgrow.volume.resample;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.stream.IntStream;

/** Brings voxels onto another grid by their place in the patient. */
public final class Reorient {

  private Reorient() {}

  /**
   * The nearest label value at each voxel centre of the target, 0 beyond the labels' grid. On
   * another orientation of the same grid this loses nothing.
   */
  public static Volume onto(Volume labels, VolumeGeometry target) {
    GridSize size = target.size();
    short[] out = new short[size.arrayLength()];
    IndexMap map = new IndexMap(target, labels.geometry());
    IntStream.range(0, size.k())
        .parallel()
        .forEach(
            k -> {
              for (int j = 0; j < size.j(); j++) {
                int row = size.flat(0, j, k);
                for (int i = 0; i < size.i(); i++) {
                  int from = map.nearest(i, j, k);
                  out[row + i] = from < 0 ? 0 : labels.voxels()[from];
                }
              }
            });
    return Volume.of(target, out);
  }

  /** The voxels of the target whose centre lies in a voxel of the mask. */
  public static Mask onto(Mask mask, VolumeGeometry target) {
    GridSize size = target.size();
    Mask out = Mask.empty(target);
    IndexMap map = new IndexMap(target, mask.geometry());
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        int row = size.flat(0, j, k);
        for (int i = 0; i < size.i(); i++) {
          int from = map.nearest(i, j, k);
          if (from >= 0 && mask.get(from)) {
            out.set(row + i, true);
          }
        }
      }
    }
    return out;
  }

  /** The affine map from voxels of one grid to voxels of another. */
  private static final class IndexMap {
    private final GridSize to;
    private final ContinuousIndex start;
    private final ContinuousIndex stepI;
    private final ContinuousIndex stepJ;
    private final ContinuousIndex stepK;

    IndexMap(VolumeGeometry from, VolumeGeometry to) {
      this.to = to.size();
      start = to.toIndex(from.origin());
      stepI = step(from.direction().i().times(from.spacing().i()), to);
      stepJ = step(from.direction().j().times(from.spacing().j()), to);
      stepK = step(from.direction().k().times(from.spacing().k()), to);
    }

    private static ContinuousIndex step(Vector3 v, VolumeGeometry to) {
      return to.toIndex(to.origin().plus(v));
    }

    /** i-fastest position of the nearest voxel, −1 outside the grid. */
    int nearest(int i, int j, int k) {
      double x = start.i() + i * stepI.i() + j * stepJ.i() + k * stepK.i();
      double y = start.j() + i * stepI.j() + j * stepJ.j() + k * stepK.j();
      double z = start.k() + i * stepI.k() + j * stepJ.k() + k * stepK.k();
      int ti = (int) Math.floor(x + 0.5);
      int tj = (int) Math.floor(y + 0.5);
      int tk = (int) Math.floor(z + 0.5);
      boolean inside = ti >= 0 && tj >= 0 && tk >= 0 && ti < to.i() && tj < to.j() && tk < to.k();
      return inside ? to.flat(ti, tj, tk) : -1;
    }
  }
}
