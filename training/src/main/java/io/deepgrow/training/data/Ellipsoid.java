package io.deepgrow.training.data;

import java.util.Random;

/** A turned ellipsoid in a cube, its surface bent by a smooth field. */
record Ellipsoid(
    double ci, double cj, double ck, double ri, double rj, double rk, double turn, double tilt) {

  /** An ellipsoid whose radii are between the given ones, somewhere in a cube. */
  static Ellipsoid random(Random random, int edge, double smallest, double largest) {
    double margin = edge * 0.12;
    double room = edge - 2 * margin;
    double r = smallest * Math.pow(largest / smallest, random.nextDouble());
    return new Ellipsoid(
        margin + room * random.nextDouble(),
        margin + room * random.nextDouble(),
        margin + room * random.nextDouble(),
        r * (0.6 + 0.8 * random.nextDouble()),
        r * (0.6 + 0.8 * random.nextDouble()),
        r * (0.6 + 0.8 * random.nextDouble()),
        Math.PI * random.nextDouble(),
        Math.PI * random.nextDouble());
  }

  /** Calls {@code inside} with the i-fastest position of every voxel that belongs to it. */
  void paint(int edge, float[] bend, VoxelSink inside) {
    double reach = 1.6 * Math.max(ri, Math.max(rj, rk));
    double ct = Math.cos(turn);
    double st = Math.sin(turn);
    double cu = Math.cos(tilt);
    double su = Math.sin(tilt);
    for (int k = low(ck, reach); k < high(ck, reach, edge); k++) {
      for (int j = low(cj, reach); j < high(cj, reach, edge); j++) {
        for (int i = low(ci, reach); i < high(ci, reach, edge); i++) {
          double x = i - ci;
          double y = j - cj;
          double z = k - ck;
          double u = ct * x + st * y;
          double v = cu * (ct * y - st * x) + su * z;
          double w = cu * z - su * (ct * y - st * x);
          double d = u * u / (ri * ri) + v * v / (rj * rj) + w * w / (rk * rk);
          int flat = i + edge * (j + edge * k);
          if (d < 1 + bend[flat]) {
            inside.accept(flat);
          }
        }
      }
    }
  }

  private static int low(double centre, double reach) {
    return Math.max(0, (int) (centre - reach));
  }

  private static int high(double centre, double reach, int edge) {
    return Math.min(edge, (int) (centre + reach) + 2);
  }

  /** Takes voxels by their i-fastest position. */
  @FunctionalInterface
  interface VoxelSink {
    void accept(int flat);
  }
}
