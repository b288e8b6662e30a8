package io.deepgrow.training.anatomy;

import io.deepgrow.volume.grid.GridSize;

/**
 * Where the voxels of a picture lie in a body.
 *
 * @param first centre of the first voxel in mm
 * @param step from a voxel to the next along x, y and z, in mm
 */
public record BodyGrid(Point first, Point step, GridSize size) {

  /** A cube of so many voxels and so many mm about a point. */
  public static BodyGrid cube(Point centre, double millimetres, int edge) {
    double step = millimetres / edge;
    double half = (edge - 1) * step / 2;
    return new BodyGrid(
        centre.plus(-half, -half, -half), new Point(step, step, step), GridSize.cube(edge));
  }

  double first(int axis) {
    return axis == 0 ? first.x() : axis == 1 ? first.y() : first.z();
  }

  double step(int axis) {
    return axis == 0 ? step.x() : axis == 1 ? step.y() : step.z();
  }
}
