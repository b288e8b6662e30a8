package io.deepgrow.volume.register;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.resample.Resample;

/** A CT averaged to some millimetres, its HU clipped to those between lung and bone. */
record Shrunk(VolumeGeometry geometry, FloatGrid grid) {

  private static final float LEAST = -600;
  private static final float MOST = 300;

  /** From here on it is body, HU. */
  static final float BODY = -300;

  static Shrunk to(double millimetres, Volume volume) {
    GridSize size = volume.size();
    Spacing spacing = volume.geometry().spacing();
    GridSize out =
        new GridSize(
            shrunk(size.i(), spacing.i(), millimetres),
            shrunk(size.j(), spacing.j(), millimetres),
            shrunk(size.k(), spacing.k(), millimetres));
    FloatGrid grid = Resample.area(volume, size.box(), out);
    float[] values = grid.values().clone();
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.max(LEAST, Math.min(MOST, values[n]));
    }
    return new Shrunk(Resample.resized(volume.geometry(), out), FloatGrid.of(out, values));
  }

  /** All values, i-fastest. */
  float[] values() {
    return grid.values();
  }

  private static int shrunk(int size, double spacing, double millimetres) {
    return Math.max(1, Math.min(size, (int) Math.rint(size * spacing / millimetres)));
  }

  /** The value at a point, between the voxels; NaN outside. */
  float at(double i, double j, double k) {
    GridSize size = geometry.size();
    int i0 = (int) Math.floor(i);
    int j0 = (int) Math.floor(j);
    int k0 = (int) Math.floor(k);
    if (i < 0 || j < 0 || k < 0 || i0 >= size.i() - 1 || j0 >= size.j() - 1 || k0 >= size.k() - 1) {
      return Float.NaN;
    }
    float fi = (float) (i - i0);
    float fj = (float) (j - j0);
    float fk = (float) (k - k0);
    float[] values = grid.values();
    int n = size.flat(i0, j0, k0);
    int row = size.i();
    int slice = size.i() * size.j();
    return plane(values, n, row, fi, fj) * (1 - fk) + plane(values, n + slice, row, fi, fj) * fk;
  }

  private static float plane(float[] values, int n, int row, float fi, float fj) {
    float near = values[n] * (1 - fi) + values[n + 1] * fi;
    float far = values[n + row] * (1 - fi) + values[n + row + 1] * fi;
    return near * (1 - fj) + far * fj;
  }

  /** The centre of the body, or of the grid where there is none. */
  PatientPoint bodyCentre() {
    double i = 0;
    double j = 0;
    double k = 0;
    long count = 0;
    GridSize size = geometry.size();
    float[] values = grid.values();
    for (int n = 0; n < values.length; n++) {
      if (values[n] >= BODY) {
        i += n % size.i();
        int row = n / size.i() % size.j();
        j += row;
        int slice = n / (size.i() * size.j());
        k += slice;
        count++;
      }
    }
    return geometry.toPatient(
        count == 0
            ? new ContinuousIndex(size.i() / 2.0, size.j() / 2.0, size.k() / 2.0)
            : new ContinuousIndex(i / count, j / count, k / count));
  }
}
