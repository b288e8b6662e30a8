package io.deepgrow.training.data;

import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.volume.grid.FloatGrid;
import java.util.Optional;
import java.util.Random;

/**
 * A target found without an annotator: what is connected to a random voxel at nearly the same
 * density, if it has a visible edge. It teaches that a click means "this, as far as it goes".
 */
final class GrownTarget {

  private static final double MIN_SHARE = 0.003;
  private static final double MAX_SHARE = 0.45;
  private static final double MIN_EDGE_CONTRAST = 35;

  private GrownTarget() {}

  static Optional<FloatGrid> find(Random random, FloatGrid ct) {
    int edge = ct.size().i();
    float[] smooth = ct.values().clone();
    double sigma = 0.8 + 0.6 * random.nextDouble();
    CubeFilter.gaussian(smooth, edge, sigma, sigma, sigma);
    for (int attempt = 0; attempt < 6; attempt++) {
      int start = random.nextInt(smooth.length);
      if (smooth[start] < -950) {
        continue;
      }
      float[] piece = grow(random, smooth, edge, start);
      if (acceptable(piece, smooth, edge)) {
        return Optional.of(FloatGrid.of(ct.size(), piece));
      }
    }
    return Optional.empty();
  }

  private static float[] grow(Random random, float[] smooth, int edge, int start) {
    float centre = smooth[start];
    double tolerance = 18 + 30 * random.nextDouble();
    if (Math.abs(centre) > 250) {
      tolerance *= 5;
    }
    double limit = tolerance;
    float[] core = new float[smooth.length];
    Pieces.grow(start, edge, v -> Math.abs(smooth[v] - centre) < limit, core);
    return opened(core, edge, start);
  }

  /** Without thin bridges and spikes, and with small holes filled. */
  private static float[] opened(float[] core, int edge, int start) {
    float[] soft = core.clone();
    CubeFilter.gaussian(soft, edge, 1.2, 1.2, 1.2);
    float[] piece = new float[core.length];
    if (soft[start] < 0.5) {
      return piece;
    }
    Pieces.grow(start, edge, v -> soft[v] >= 0.5, piece);
    return piece;
  }

  private static boolean acceptable(float[] piece, float[] smooth, int edge) {
    int count = 0;
    for (float value : piece) {
      count += value > 0 ? 1 : 0;
    }
    if (count < MIN_SHARE * piece.length || count > MAX_SHARE * piece.length) {
      return false;
    }
    double inside = 0;
    for (int v = 0; v < piece.length; v++) {
      inside += piece[v] * smooth[v];
    }
    double mean = inside / count;
    double contrast = 0;
    int faces = 0;
    for (int v = 2 * edge * edge; v < piece.length - 2 * edge * edge; v++) {
      if (piece[v] > 0) {
        for (int reach : new int[] {2, 2 * edge, 2 * edge * edge}) {
          for (int beyond : new int[] {v - reach, v + reach}) {
            if (piece[beyond] == 0) {
              contrast += Math.min(300, Math.abs(smooth[beyond] - mean));
              faces++;
            }
          }
        }
      }
    }
    return faces > 0 && contrast / faces > MIN_EDGE_CONTRAST;
  }
}
