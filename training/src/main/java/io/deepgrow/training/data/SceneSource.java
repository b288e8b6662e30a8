package io.deepgrow.training.data;

import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.training.field.SmoothField;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.Random;

/**
 * Synthetic scenes: regions cut by smooth fields, ellipsoids and tubes over them, Hounsfield units
 * per structure, texture, blur and correlated noise. One structure is the target.
 */
public final class SceneSource implements PatchSource {

  private static final double[][] TISSUES = {
    {-1000, 10, 0.05}, // air: mean, spread, share
    {-820, 60, 0.08}, // lung
    {-100, 15, 0.20}, // fat
    {10, 10, 0.08}, // fluid
    {50, 22, 0.32}, // soft tissue
    {120, 35, 0.15}, // enhanced
    {260, 60, 0.05}, // vessels
    {500, 250, 0.07}, // bone
  };

  private final boolean simple;

  private SceneSource(boolean simple) {
    this.simple = simple;
  }

  /** A few clear ellipsoids, to learn first what a click is. */
  public static SceneSource simple() {
    return new SceneSource(true);
  }

  public static SceneSource rich() {
    return new SceneSource(false);
  }

  @Override
  public TrainingPatch next(Random random, int edge) {
    for (int attempt = 0; ; attempt++) {
      TrainingPatch patch = scene(random, edge);
      double share = patch.foreground();
      if ((share > 0.001 && share < 0.6) || attempt == 20) {
        return patch;
      }
    }
  }

  private TrainingPatch scene(Random random, int edge) {
    int voxels = edge * edge * edge;
    int regions = simple ? 1 : 2 + random.nextInt(5);
    int objects = simple ? 3 + random.nextInt(4) : 2 + random.nextInt(7);
    byte[] labels = new byte[voxels];
    if (regions > 1) {
      partition(random, edge, regions, labels);
    }
    float[] hu = new float[regions + objects];
    for (int n = 0; n < regions; n++) {
      hu[n] = tissue(random);
    }
    float[] bend = SmoothField.random(random, 3 + random.nextInt(5)).onCube(edge, 0.28);
    for (int n = regions; n < hu.length; n++) {
      hu[n] = objectValue(random, hu, n);
      paint(random, edge, bend, labels, (byte) n);
    }
    boolean objectIsTarget = simple || random.nextInt(4) != 0;
    int target = objectIsTarget ? regions + random.nextInt(objects) : random.nextInt(hu.length);
    float[] ct = new float[voxels];
    float[] mask = new float[voxels];
    for (int v = 0; v < voxels; v++) {
      ct[v] = hu[labels[v]];
      mask[v] = labels[v] == target ? 1 : 0;
    }
    appear(random, edge, ct);
    GridSize size = GridSize.cube(edge);
    float[] piece = objectIsTarget ? mask : Pieces.containingRandomVoxel(random, mask, edge);
    return new TrainingPatch(FloatGrid.of(size, ct), FloatGrid.of(size, piece), "scene");
  }

  private static void partition(Random random, int edge, int regions, byte[] labels) {
    float[] best = new float[labels.length];
    for (int n = 0; n < regions; n++) {
      float[] field = SmoothField.random(random, 2 + random.nextInt(5)).onCube(edge, 1);
      for (int v = 0; v < labels.length; v++) {
        if (n == 0 || field[v] > best[v]) {
          best[v] = field[v];
          labels[v] = (byte) n;
        }
      }
    }
  }

  private void paint(Random random, int edge, float[] bend, byte[] labels, byte label) {
    if (!simple && random.nextInt(4) == 0) {
      tube(random, edge, labels, label);
      return;
    }
    double largest = edge * (simple ? 0.28 : 0.42);
    Ellipsoid.random(random, edge, edge * 0.06, largest)
        .paint(edge, bend, flat -> labels[flat] = label);
  }

  private static void tube(Random random, int edge, byte[] labels, byte label) {
    double radius = edge * (0.02 + 0.08 * random.nextDouble());
    double[] at = new double[3];
    double[] step = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      at[axis] = edge * random.nextDouble();
      step[axis] = random.nextGaussian();
    }
    float[] none = new float[labels.length];
    for (int n = 0; n < 2 * edge; n++) {
      double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
      for (int axis = 0; axis < 3; axis++) {
        step[axis] = step[axis] / length + 0.12 * random.nextGaussian();
        at[axis] += 0.6 * step[axis];
        if (at[axis] < 0 || at[axis] > edge) {
          step[axis] = -step[axis];
        }
      }
      new Ellipsoid(at[0], at[1], at[2], radius, radius, radius, 0, 0)
          .paint(edge, none, flat -> labels[flat] = label);
    }
  }

  private static float tissue(Random random) {
    double pick = random.nextDouble();
    for (double[] tissue : TISSUES) {
      pick -= tissue[2];
      if (pick <= 0) {
        return (float) (tissue[0] + tissue[1] * random.nextGaussian());
      }
    }
    return 40;
  }

  /** Half of the objects differ little from something that is already there. */
  private float objectValue(Random random, float[] hu, int before) {
    if (random.nextBoolean() && !simple) {
      double contrast = 18 + 45 * random.nextDouble();
      return (float) (hu[random.nextInt(before)] + (random.nextBoolean() ? contrast : -contrast));
    }
    return tissue(random);
  }

  private void appear(Random random, int edge, float[] ct) {
    if (!simple && random.nextBoolean()) {
      float[] texture =
          SmoothField.random(random, edge / 4).onCube(edge, 4 + 10 * random.nextDouble());
      for (int v = 0; v < ct.length; v++) {
        ct[v] += texture[v];
      }
    }
    double blur = 0.4 + 0.7 * random.nextDouble();
    double thick = random.nextInt(3) == 0 ? 1.5 * random.nextDouble() : 0;
    CubeFilter.gaussian(ct, edge, blur, blur, blur + thick);
    double sigma = simple ? 6 : 4 + 22 * random.nextDouble();
    float[] noise = new float[ct.length];
    for (int v = 0; v < noise.length; v++) {
      noise[v] = (float) (sigma * random.nextGaussian());
    }
    if (random.nextBoolean()) {
      double grain = 0.4 + 0.5 * random.nextDouble();
      CubeFilter.gaussian(noise, edge, grain, grain, 0);
    }
    for (int v = 0; v < ct.length; v++) {
      ct[v] = Math.max(-1024, ct[v] + noise[v]);
    }
  }
}
