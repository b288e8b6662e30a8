package io.deepgrow.training.feed;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.field.SmoothField;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.Random;

/** Turns, scales and bends a cubic patch, image and target alike; air where the patch ends. */
final class PatchWarp {

  private static final float AIR = -1024;
  private static final double MOST_TURN = Math.toRadians(15);
  private static final double MOST_TILT = Math.toRadians(6);
  private static final double MOST_BEND = 0.03;

  private final int edge;
  private final double[] rows;
  private final float[][] bend;

  private PatchWarp(int edge, double[] rows, float[][] bend) {
    this.edge = edge;
    this.rows = rows;
    this.bend = bend;
  }

  /** One that leaves the patch's voxels within a few hundredths of its edge where they belong. */
  static PatchWarp random(Random random, int edge) {
    double turn = MOST_TURN * (2 * random.nextDouble() - 1);
    double tilt = MOST_TILT * (2 * random.nextDouble() - 1);
    double scale = Math.exp(0.18 * (2 * random.nextDouble() - 1));
    double c = scale * Math.cos(turn);
    double s = scale * Math.sin(turn);
    double ct = Math.cos(tilt);
    double st = Math.sin(tilt);
    double[] rows = {c, -s * ct, s * st, s, c * ct, -c * st, 0, scale * st, scale * ct};
    float[][] bend = new float[3][];
    double amplitude = MOST_BEND * edge * random.nextDouble();
    for (int axis = 0; axis < 3; axis++) {
      bend[axis] = SmoothField.random(random, 3).onCube(edge, amplitude);
    }
    return new PatchWarp(edge, rows, bend);
  }

  TrainingPatch apply(TrainingPatch patch) {
    float[] hounsfield = sampled(patch.hounsfield().values(), AIR);
    float[] before = patch.target().values();
    float[] inside = new float[before.length];
    float[] unknown = new float[before.length];
    for (int v = 0; v < before.length; v++) {
      inside[v] = Math.max(0, before[v]);
      unknown[v] = before[v] < 0 ? 1 : 0;
    }
    float[] target = sampled(inside, 0);
    float[] unclear = patch.knowsAll() ? unknown : sampled(unknown, 0);
    for (int v = 0; v < target.length; v++) {
      float known = target[v] >= 0.5f ? 1 : 0;
      target[v] = unclear[v] >= 0.5f ? TrainingPatch.IGNORED : known;
    }
    GridSize grid = patch.size();
    return new TrainingPatch(
        FloatGrid.of(grid, hounsfield), FloatGrid.of(grid, target), patch.origin());
  }

  private float[] sampled(float[] in, float outside) {
    float[] out = new float[in.length];
    double middle = (edge - 1) / 2.0;
    int v = 0;
    for (int k = 0; k < edge; k++) {
      for (int j = 0; j < edge; j++) {
        for (int i = 0; i < edge; i++, v++) {
          double x = i - middle;
          double y = j - middle;
          double z = k - middle;
          out[v] =
              at(
                  in,
                  middle + rows[0] * x + rows[1] * y + rows[2] * z + bend[0][v],
                  middle + rows[3] * x + rows[4] * y + rows[5] * z + bend[1][v],
                  middle + rows[6] * x + rows[7] * y + rows[8] * z + bend[2][v],
                  outside);
        }
      }
    }
    return out;
  }

  private float at(float[] in, double x, double y, double z, float outside) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    int k = (int) Math.floor(z);
    float a = (float) (x - i);
    float b = (float) (y - j);
    float c = (float) (z - k);
    float low = plane(in, i, j, k, a, b, outside);
    float high = plane(in, i, j, k + 1, a, b, outside);
    return low + c * (high - low);
  }

  private float plane(float[] in, int i, int j, int k, float a, float b, float outside) {
    float near = value(in, i, j, k, outside) * (1 - a) + value(in, i + 1, j, k, outside) * a;
    float far = value(in, i, j + 1, k, outside) * (1 - a) + value(in, i + 1, j + 1, k, outside) * a;
    return near + b * (far - near);
  }

  private float value(float[] in, int i, int j, int k, float outside) {
    boolean inside = i >= 0 && j >= 0 && k >= 0 && i < edge && j < edge && k < edge;
    return inside ? in[i + edge * (j + edge * k)] : outside;
  }
}
