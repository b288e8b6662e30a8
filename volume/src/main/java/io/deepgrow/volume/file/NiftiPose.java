package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The sform and qform of a NIfTI-1 header: its RAS affine and our LPS geometry. Both are written;
 * near half turns a qform's three floats turn the grid by up to 4e-4 rad, so the sform is
 * preferred.
 */
final class NiftiPose {

  private static final int SCANNER = 1;
  private static final int METRES = 1;
  private static final int MICRONS = 3;

  /** Part of a step by which sform and pixdim may differ in writing. */
  private static final double STEP_TOLERANCE = 0.01;

  private NiftiPose() {}

  /** sform where set, else qform, else spacing alone. */
  static VolumeGeometry geometry(ByteBuffer b, GridSize size) throws VolumeFileException {
    double[][] affine;
    if (b.getShort(254) > 0) {
      affine = sform(b);
      checkSteps(affine, b);
    } else if (b.getShort(252) > 0) {
      affine = qform(b);
    } else {
      affine = new double[][] {{step(b, 1), 0, 0, 0}, {0, step(b, 2), 0, 0}, {0, 0, step(b, 3), 0}};
    }
    double mm = millimetres(b);
    Vector3[] steps = new Vector3[3];
    for (int a = 0; a < 3; a++) {
      steps[a] = lps(affine, a).times(mm);
    }
    Vector3 origin = lps(affine, 3).times(mm);
    return FilePose.geometry(
        "nifti", size, steps, new PatientPoint(origin.x(), origin.y(), origin.z()));
  }

  private static Vector3 lps(double[][] ras, int column) {
    return new Vector3(-ras[0][column], -ras[1][column], ras[2][column]);
  }

  /** Millimetres in the header's unit of length; files that leave it open mean millimetres. */
  private static double millimetres(ByteBuffer b) {
    return switch (b.get(123) & 7) {
      case METRES -> 1000;
      case MICRONS -> 1e-3;
      default -> 1;
    };
  }

  private static double[][] sform(ByteBuffer b) {
    double[][] affine = new double[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        affine[row][column] = b.getFloat(280 + 16 * row + 4 * column);
      }
    }
    return affine;
  }

  /**
   * The steps of the sform must be those of pixdim: writers that leave one of them behind give a
   * volume of the wrong size. A pixdim of ones all along was never set and says nothing.
   */
  private static void checkSteps(double[][] affine, ByteBuffer b) throws VolumeFileException {
    if (b.getFloat(80) == 1 && b.getFloat(84) == 1 && b.getFloat(88) == 1) {
      return;
    }
    for (int axis = 0; axis < 3; axis++) {
      double step = lps(affine, axis).length();
      double pixdim = Math.abs(b.getFloat(80 + 4 * axis));
      boolean stated = pixdim > 0 && Double.isFinite(pixdim) && step > 0;
      if (stated && Math.abs(step - pixdim) > STEP_TOLERANCE * pixdim) {
        throw new VolumeFileException(
            "nifti.steps",
            String.format(
                Locale.ROOT,
                "The sform steps %.4g along axis %d, pixdim says %.4g: the header contradicts"
                    + " itself; write the file again with one of them corrected",
                step,
                axis + 1,
                pixdim));
      }
    }
  }

  private static double[][] qform(ByteBuffer buffer) throws VolumeFileException {
    double b = buffer.getFloat(256);
    double c = buffer.getFloat(260);
    double d = buffer.getFloat(264);
    double square = b * b + c * c + d * d;
    if (!(square < 1.01)) {
      throw new VolumeFileException(
          "nifti.orientation",
          "The qform's quaternion (" + b + ", " + c + ", " + d + ") is no rotation; set an sform");
    }
    // half turns come out a little longer than 1 in float
    double longer = Math.max(1, Math.sqrt(square));
    b /= longer;
    c /= longer;
    d /= longer;
    double a = Math.sqrt(Math.max(0, 1 - square));
    double handed = buffer.getFloat(76) < 0 ? -1 : 1;
    double si = step(buffer, 1);
    double sj = step(buffer, 2);
    double sk = step(buffer, 3) * handed;
    return new double[][] {
      {
        (a * a + b * b - c * c - d * d) * si,
        2 * (b * c - a * d) * sj,
        2 * (b * d + a * c) * sk,
        buffer.getFloat(268)
      },
      {
        2 * (b * c + a * d) * si,
        (a * a + c * c - b * b - d * d) * sj,
        2 * (c * d - a * b) * sk,
        buffer.getFloat(272)
      },
      {
        2 * (b * d - a * c) * si,
        2 * (c * d + a * b) * sj,
        (a * a + d * d - b * b - c * c) * sk,
        buffer.getFloat(276)
      }
    };
  }

  private static double step(ByteBuffer b, int axis) {
    double step = Math.abs(b.getFloat(76 + 4 * axis));
    return step > 0 ? step : 1;
  }

  static void encode(VolumeGeometry geometry, ByteBuffer b) {
    Direction direction = geometry.direction();
    double handed = direction.i().cross(direction.j()).dot(direction.k()) < 0 ? -1 : 1;
    b.putFloat(76, (float) handed);
    for (int axis = 0; axis < 3; axis++) {
      double step = geometry.spacing().component(axis);
      Vector3 v = direction.axis(axis).times(step);
      b.putFloat(80 + 4 * axis, (float) step);
      b.putFloat(280 + 4 * axis, (float) -v.x());
      b.putFloat(296 + 4 * axis, (float) -v.y());
      b.putFloat(312 + 4 * axis, (float) v.z());
    }
    PatientPoint origin = geometry.origin();
    double[] offset = {-origin.x(), -origin.y(), origin.z()};
    for (int n = 0; n < 3; n++) {
      b.putFloat(268 + 4 * n, (float) offset[n]);
      b.putFloat(292 + 16 * n, (float) offset[n]);
    }
    double[] q = quaternion(direction, handed);
    b.putFloat(256, (float) q[1]);
    b.putFloat(260, (float) q[2]);
    b.putFloat(264, (float) q[3]);
    b.putShort(252, (short) SCANNER);
    b.putShort(254, (short) SCANNER);
  }

  /** Quaternion (a, b, c, d), a ≥ 0, of the RAS rotation whose k axis is turned for handedness. */
  private static double[] quaternion(Direction direction, double handed) {
    Vector3 i = direction.i();
    Vector3 j = direction.j();
    Vector3 k = direction.k().times(handed);
    double xx = -i.x();
    double xy = -j.x();
    double xz = -k.x();
    double yx = -i.y();
    double yy = -j.y();
    double yz = -k.y();
    double zx = i.z();
    double zy = j.z();
    double zz = k.z();
    // the largest of the four components first, for accuracy
    double[] squares = {1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz};
    int largest = 0;
    for (int n = 1; n < 4; n++) {
      largest = squares[n] > squares[largest] ? n : largest;
    }
    double t = Math.sqrt(squares[largest]) / 2;
    double f = 0.25 / t;
    double[] q =
        switch (largest) {
          case 0 -> new double[] {t, (zy - yz) * f, (xz - zx) * f, (yx - xy) * f};
          case 1 -> new double[] {(zy - yz) * f, t, (yx + xy) * f, (xz + zx) * f};
          case 2 -> new double[] {(xz - zx) * f, (yx + xy) * f, t, (zy + yz) * f};
          default -> new double[] {(yx - xy) * f, (xz + zx) * f, (zy + yz) * f, t};
        };
    if (q[0] < 0) {
      for (int n = 0; n < 4; n++) {
        q[n] = -q[n];
      }
    }
    return q;
  }
}
