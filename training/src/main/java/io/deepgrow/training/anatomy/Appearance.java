package io.deepgrow.training.anatomy;

import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.training.field.SmoothField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a scanner makes of a body: densities of one phase, texture, partial volume, slices, streaks
 * and noise. One body in five has densities that nobody has, so that shape and edge count too.
 */
public final class Appearance {

  private static final double[] ODD = {-900, -100, -20, 10, 40, 60, 90, 130, 200, 400};

  private static final List<Phase> PHASES =
      List.of(Phase.NATIVE, Phase.ARTERIAL, Phase.PORTAL, Phase.PORTAL, Phase.DELAYED);

  private final Random random;
  private final Anatomy body;
  private final float[] density;
  private final float[] texture;

  /** A scan of a body. */
  public Appearance(Random random, Anatomy body) {
    this.random = random;
    this.body = body;
    List<Part> parts = body.parts();
    density = new float[parts.size()];
    texture = new float[parts.size()];
    Phase phase = PHASES.get(random.nextInt(PHASES.size()));
    boolean odd = random.nextInt(5) == 0;
    double rough = 0.4 + random.nextDouble();
    Map<String, Double> drawn = new HashMap<>();
    for (int n = 0; n < density.length; n++) {
      Part part = parts.get(n);
      Tissue tissue = part.tissue();
      String key = tissue + " " + (tissue == Tissue.TUMOUR ? n : part.structure());
      Phase when = phase;
      density[n] = drawn.computeIfAbsent(key, k -> value(part, when, odd)).floatValue();
      texture[n] = (float) (rough * tissue.texture());
    }
  }

  private double value(Part part, Phase phase, boolean odd) {
    Tissue tissue = part.tissue();
    boolean solid = tissue.mean(phase) > -200 && tissue.mean(phase) < 400;
    if (odd && solid) {
      return ODD[random.nextInt(ODD.length)] + 20 * random.nextGaussian();
    }
    if (tissue == Tissue.TUMOUR && !part.host().isEmpty()) {
      double contrast = 15 + 55 * random.nextDouble();
      return host(part.host(), phase) + (random.nextInt(3) == 0 ? contrast : -contrast);
    }
    return tissue.mean(phase) + tissue.spread() * random.nextGaussian();
  }

  private double host(String organ, Phase phase) {
    for (int n = 0; n < density.length; n++) {
      Part part = body.parts().get(n);
      if (part.structure().equals(organ)) {
        return part.tissue() == Tissue.LUNG ? Tissue.TUMOUR.mean(phase) : density[n];
      }
    }
    return Tissue.TUMOUR.mean(phase);
  }

  /**
   * HU of a cube of parts.
   *
   * @param parts from {@link AnatomyRenderer#render}, a cube of {@code edge} voxels a side
   * @param voxel its voxels' size in mm
   */
  public float[] of(short[] parts, int edge, double voxel) {
    float[] ct = new float[parts.length];
    int cells = Math.max(4, Math.min(edge / 3, (int) (edge * voxel / 5)));
    float[] fine = SmoothField.random(random, cells).onCube(edge, 1);
    float[] wide = SmoothField.random(random, 5).onCube(edge, 0.5);
    for (int v = 0; v < ct.length; v++) {
      int part = parts[v];
      ct[v] = density[part] + texture[part] * (fine[v] + wide[v]);
    }
    double slice = 0.8 + 4.5 * random.nextDouble() * random.nextDouble();
    double kernel = (0.35 + 0.6 * random.nextDouble()) / voxel;
    double inPlane = Math.hypot(0.45, kernel);
    CubeFilter.gaussian(ct, edge, inPlane, inPlane, Math.hypot(0.45, slice / 2.6 / voxel));
    streaks(parts, ct, edge);
    noise(ct, edge, voxel);
    if (slice > 1.2 * voxel) {
      throughSlices(ct, edge, slice / voxel);
    }
    for (int v = 0; v < ct.length; v++) {
      ct[v] = Math.max(-1024, Math.min(3071, ct[v]));
    }
    return ct;
  }

  private void noise(float[] ct, int edge, double voxel) {
    double average = Math.min(1, 1.2 / voxel);
    double sigma = (4 + 24 * random.nextDouble() * random.nextDouble()) * (0.4 + 0.6 * average);
    double grain = Math.min(1.2, (0.3 + 0.6 * random.nextDouble()) / voxel);
    float[] noise = new float[ct.length];
    double gain = sigma * (1 + 2.2 * grain);
    for (int v = 0; v < noise.length; v++) {
      noise[v] = (float) (gain * random.nextGaussian());
    }
    CubeFilter.gaussian(noise, edge, grain, grain, 0);
    for (int v = 0; v < ct.length; v++) {
      ct[v] += noise[v];
    }
  }

  /** Dark and bright rays in the plane, from metal where there is some. */
  private void streaks(short[] parts, float[] ct, int edge) {
    double x = 0;
    double y = 0;
    int metal = 0;
    for (int v = 0; v < parts.length; v++) {
      if (body.parts().get(parts[v]).tissue() == Tissue.METAL) {
        x += v % edge;
        y += v / edge % edge;
        metal++;
      }
    }
    if (metal == 0 && random.nextInt(15) != 0) {
      return;
    }
    double ci = metal > 0 ? x / metal : edge * random.nextDouble();
    double cj = metal > 0 ? y / metal : edge * random.nextDouble();
    double strength = metal > 0 ? 30 + 90 * random.nextDouble() : 5 + 20 * random.nextDouble();
    int rays = 3 + random.nextInt(9);
    double start = 2 * Math.PI * random.nextDouble();
    float[] plane = new float[edge * edge];
    for (int j = 0; j < edge; j++) {
      for (int i = 0; i < edge; i++) {
        double angle = Math.atan2(j - cj, i - ci);
        double distance = Math.hypot(i - ci, j - cj) / edge;
        plane[i + edge * j] =
            (float) (strength * Math.sin(rays * angle + start) / (1 + 4 * distance));
      }
    }
    for (int v = 0; v < ct.length; v++) {
      ct[v] += ct[v] > -700 ? plane[v % plane.length] : 0;
    }
  }

  /** Keeps every {@code step}-th slice and fills in between by lines, as a resampler does. */
  private void throughSlices(float[] ct, int edge, double step) {
    int slice = edge * edge;
    double offset = step * random.nextDouble();
    float[] in = ct.clone();
    for (int k = 0; k < edge; k++) {
      double at = Math.floor((k - offset) / step) * step + offset;
      int below = clamp(at, edge) * slice;
      int above = clamp(at + step, edge) * slice;
      float t = (float) ((k - at) / step);
      for (int v = 0; v < slice; v++) {
        ct[k * slice + v] = in[below + v] + t * (in[above + v] - in[below + v]);
      }
    }
  }

  private static int clamp(double k, int edge) {
    return (int) Math.max(0, Math.min(edge - 1, Math.rint(k)));
  }
}
