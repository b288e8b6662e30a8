package io.deepgrow.architecture;

import java.util.Arrays;

/** A value {@code [c][d][h][w]} in double precision with the layers written out as loops. */
@SuppressWarnings("ArrayRecordComponent")
record Field(int c, int d, int h, int w, double[] v) {

  static Field of(int c, int d, int h, int w, float[] values) {
    double[] v = new double[values.length];
    for (int n = 0; n < v.length; n++) {
      v[n] = values[n];
    }
    return new Field(c, d, h, w, v);
  }

  double at(int ci, int z, int y, int x) {
    return z < 0 || y < 0 || x < 0 || z >= d || y >= h || x >= w
        ? 0
        : v[((ci * d + z) * h + y) * w + x];
  }

  Field conv(Weights weights, String name, int stride) {
    Tensor kernel = weights.get(name + ".weight");
    int out = kernel.shape().edge(0);
    int k = kernel.shape().edge(2);
    Field result = new Field(out, d / stride, h / stride, w / stride, null).zeros();
    for (int o = 0, n = 0; o < out; o++) {
      double bias = weights.contains(name + ".bias") ? weights.get(name + ".bias").values()[o] : 0;
      for (int z = 0; z < result.d; z++) {
        for (int y = 0; y < result.h; y++) {
          for (int x = 0; x < result.w; x++, n++) {
            result.v[n] = bias + sum(kernel, o, k, z * stride, y * stride, x * stride);
          }
        }
      }
    }
    return result;
  }

  private double sum(Tensor kernel, int o, int k, int z, int y, int x) {
    double sum = 0;
    int half = k / 2;
    int n = o * c * k * k * k;
    for (int ci = 0; ci < c; ci++) {
      for (int a = -half; a <= half; a++) {
        for (int b = -half; b <= half; b++) {
          for (int e = -half; e <= half; e++) {
            sum += kernel.values()[n++] * at(ci, z + a, y + b, x + e);
          }
        }
      }
    }
    return sum;
  }

  /** γ(x − μ)/√(σ² + ε) + β with fixed statistics, as batch normalisation at inference. */
  Field batchNorm(Weights weights, String name) {
    Field result = zeros();
    int voxels = d * h * w;
    for (int n = 0; n < v.length; n++) {
      int ci = n / voxels;
      double mean = weights.get(name + ".norm.mean").values()[ci];
      double var = weights.get(name + ".norm.var").values()[ci];
      result.v[n] =
          weights.get(name + ".norm.gamma").values()[ci] * (v[n] - mean) / Math.sqrt(var + 1e-5)
              + weights.get(name + ".norm.beta").values()[ci];
    }
    return result;
  }

  Field relu() {
    Field result = zeros();
    for (int n = 0; n < v.length; n++) {
      result.v[n] = Math.max(0, v[n]);
    }
    return result;
  }

  Field maxPool() {
    Field result = new Field(c, d / 2, h / 2, w / 2, null).zeros();
    Arrays.fill(result.v, Double.NEGATIVE_INFINITY);
    for (int n = 0; n < v.length; n++) {
      int x = n % w;
      int y = n / w % h;
      int z = n / (w * h) % d;
      int t = ((n / (w * h * d) * (d / 2) + z / 2) * (h / 2) + y / 2) * (w / 2) + x / 2;
      result.v[t] = Math.max(result.v[t], v[n]);
    }
    return result;
  }

  Field nearestTwice() {
    Field result = new Field(c, 2 * d, 2 * h, 2 * w, null).zeros();
    for (int n = 0; n < result.v.length; n++) {
      int x = n % result.w;
      int y = n / result.w % result.h;
      int z = n / (result.w * result.h) % result.d;
      result.v[n] = at(n / (result.w * result.h * result.d), z / 2, y / 2, x / 2);
    }
    return result;
  }

  Field plus(Field other) {
    Field result = zeros();
    for (int n = 0; n < v.length; n++) {
      result.v[n] = v[n] + other.v[n];
    }
    return result;
  }

  Field depthToSpace() {
    Field result = new Field(1, 2 * d, 2 * h, 2 * w, null).zeros();
    for (int n = 0; n < result.v.length; n++) {
      int x = n % result.w;
      int y = n / result.w % result.h;
      int z = n / (result.w * result.h);
      result.v[n] = at(z % 2 * 4 + y % 2 * 2 + x % 2, z / 2, y / 2, x / 2);
    }
    return result;
  }

  /** Transposed convolution, kernel 2 and stride 2, weights [in][out][2][2][2]. */
  Field deconv(Weights weights, String name) {
    Tensor kernel = weights.get(name + ".weight");
    int out = kernel.shape().edge(1);
    Field result = new Field(out, 2 * d, 2 * h, 2 * w, null).zeros();
    for (int n = 0; n < result.v.length; n++) {
      int x = n % result.w;
      int y = n / result.w % result.h;
      int z = n / (result.w * result.h) % result.d;
      int o = n / (result.w * result.h * result.d);
      double sum = weights.get(name + ".bias").values()[o];
      for (int ci = 0; ci < c; ci++) {
        int tap = z % 2 * 4 + y % 2 * 2 + x % 2;
        sum += kernel.values()[(ci * out + o) * 8 + tap] * at(ci, z / 2, y / 2, x / 2);
      }
      result.v[n] = sum;
    }
    return result;
  }

  /** Statistics over the voxels of each channel, biased variance. */
  Field instanceNorm(Weights weights, String name, double epsilon) {
    Field result = zeros();
    int voxels = d * h * w;
    for (int ci = 0; ci < c; ci++) {
      double mean = 0;
      double square = 0;
      for (int n = ci * voxels; n < (ci + 1) * voxels; n++) {
        mean += v[n] / voxels;
        square += v[n] * v[n] / voxels;
      }
      double scale =
          weights.get(name + ".weight").values()[ci] / Math.sqrt(square - mean * mean + epsilon);
      for (int n = ci * voxels; n < (ci + 1) * voxels; n++) {
        result.v[n] = (v[n] - mean) * scale + weights.get(name + ".bias").values()[ci];
      }
    }
    return result;
  }

  Field leakyRelu(double slope) {
    Field result = zeros();
    for (int n = 0; n < v.length; n++) {
      result.v[n] = v[n] < 0 ? slope * v[n] : v[n];
    }
    return result;
  }

  /** Channels of this one, then those of the other. */
  Field concat(Field other) {
    double[] both = Arrays.copyOf(v, v.length + other.v.length);
    System.arraycopy(other.v, 0, both, v.length, other.v.length);
    return new Field(c + other.c, d, h, w, both);
  }

  /** Repeats the last voxel of each axis up to the grid of the other. */
  Field padTo(Field other) {
    Field result = new Field(c, other.d, other.h, other.w, null).zeros();
    for (int n = 0; n < result.v.length; n++) {
      int x = Math.min(n % result.w, w - 1);
      int y = Math.min(n / result.w % result.h, h - 1);
      int z = Math.min(n / (result.w * result.h) % result.d, d - 1);
      result.v[n] = at(n / (result.w * result.h * result.d), z, y, x);
    }
    return result;
  }

  /** Without the last voxel of every odd axis. */
  Field even() {
    Field result = new Field(c, d / 2 * 2, h / 2 * 2, w / 2 * 2, null).zeros();
    for (int n = 0; n < result.v.length; n++) {
      int x = n % result.w;
      int y = n / result.w % result.h;
      int z = n / (result.w * result.h) % result.d;
      result.v[n] = at(n / (result.w * result.h * result.d), z, y, x);
    }
    return result;
  }

  private Field zeros() {
    return new Field(c, d, h, w, new double[c * d * h * w]);
  }
}
