package io.deepgrow.training.anatomy;

import io.deepgrow.volume.grid.GridSize;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says for every voxel which part of a body is there, with the body turned and warped a little. */
public final class AnatomyRenderer {

  private static final double COARSE = 45;
  private static final double FINE = 16;
  private static final double WARP_CELL = 110;
  private static final double FAR = 2.5;

  private final Anatomy body;
  private final double warp;
  private final double cosine;
  private final double sine;
  private final RandomField coarse;
  private final RandomField fine;
  private final RandomField[] shift = new RandomField[3];

  /** A posture for a body. */
  public AnatomyRenderer(Anatomy body, Random random) {
    this.body = body;
    warp = 12 * random.nextDouble();
    double turn = Math.toRadians(8) * random.nextGaussian();
    cosine = Math.cos(turn);
    sine = Math.sin(turn);
    coarse = new RandomField(random.nextLong(), COARSE);
    fine = new RandomField(random.nextLong(), FINE);
    for (int axis = 0; axis < 3; axis++) {
      shift[axis] = new RandomField(random.nextLong(), WARP_CELL);
    }
  }

  /** Numbers of parts, i-fastest. */
  public short[] render(BodyGrid grid) {
    Space space = new Space(grid);
    GridSize size = grid.size();
    short[] labels = new short[size.arrayLength()];
    List<Part> parts = body.parts();
    boolean[] hard = new boolean[parts.size()];
    for (int n = 0; n < parts.size(); n++) {
      Part part = parts.get(n);
      hard[n] = part.hard();
      for (Shape shape : part.shapes()) {
        int[] box = space.box(shape.reach());
        if (box != null) {
          paint(space, shape, box, part.over(), hard, (short) n, labels);
        }
      }
    }
    return labels;
  }

  private static void paint(
      Space space,
      Shape shape,
      int[] box,
      @Nullable BitSet over,
      boolean[] hard,
      short number,
      short[] labels) {
    GridSize size = space.grid.size();
    for (int k = box[2]; k < box[5]; k++) {
      for (int j = box[1]; j < box[4]; j++) {
        int row = size.flat(0, j, k);
        for (int v = row + box[0]; v < row + box[3]; v++) {
          int there = labels[v];
          boolean free = over == null ? !hard[there] : over.get(there);
          if (free
              && shape.contains(
                  space.x[v], space.y[v], space.z[v], space.coarse[v], space.fine[v])) {
            labels[v] = number;
          }
        }
      }
    }
  }

  /** Where a grid's voxels lie in the body at rest. */
  private final class Space {

    private final BodyGrid grid;
    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final float[] coarse;
    private final float[] fine;

    Space(BodyGrid grid) {
      this.grid = grid;
      x = shift[0].on(grid, warp);
      y = shift[1].on(grid, warp);
      z = shift[2].on(grid, warp);
      coarse = AnatomyRenderer.this.coarse.on(grid, 1);
      fine = AnatomyRenderer.this.fine.on(grid, 1);
      GridSize size = grid.size();
      int v = 0;
      for (int k = 0; k < size.k(); k++) {
        double pz = grid.first().z() + k * grid.step().z();
        for (int j = 0; j < size.j(); j++) {
          double py = grid.first().y() + j * grid.step().y();
          for (int i = 0; i < size.i(); i++, v++) {
            double px = grid.first().x() + i * grid.step().x();
            x[v] += (float) (cosine * px + sine * py);
            y[v] += (float) (cosine * py - sine * px);
            z[v] += (float) pz;
          }
        }
      }
    }

    /** First and end indices of the voxels a box may hold; null for none. */
    private int @Nullable [] box(Reach reach) {
      Reach wide = reach.grown(FAR * warp);
      double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, wide.low().z()};
      double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, wide.high().z()};
      for (double bx : new double[] {wide.low().x(), wide.high().x()}) {
        for (double by : new double[] {wide.low().y(), wide.high().y()}) {
          double px = cosine * bx - sine * by;
          double py = sine * bx + cosine * by;
          low[0] = Math.min(low[0], px);
          high[0] = Math.max(high[0], px);
          low[1] = Math.min(low[1], py);
          high[1] = Math.max(high[1], py);
        }
      }
      int[] box = new int[6];
      for (int axis = 0; axis < 3; axis++) {
        int n = grid.size().component(axis);
        double from = (low[axis] - grid.first(axis)) / grid.step(axis);
        double to = (high[axis] - grid.first(axis)) / grid.step(axis);
        box[axis] = (int) Math.max(0, Math.min(n, Math.ceil(from)));
        box[3 + axis] = (int) Math.max(0, Math.min(n, Math.floor(to) + 1));
        if (box[axis] >= box[3 + axis]) {
          return null;
        }
      }
      return box;
    }
  }
}
