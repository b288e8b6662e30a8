package io.deepgrow.training.prepare.patch;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.List;

/** What a patch covers of its volume at the target spacing. */
public record PatchWindow(AxisWindow i, AxisWindow j, AxisWindow k) {

  /**
   * One window round a box and its margin, or several over a box that is larger than the patch.
   *
   * @param margin voxels to add on each side of the box
   */
  public static List<PatchWindow> over(
      VoxelBox box, int margin, GridSize size, int edge, boolean tile) {
    VoxelBox grown = box.grown(margin, size);
    List<List<AxisWindow>> axes = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      int n = size.component(axis);
      boolean fits = box.size().component(axis) <= edge;
      VoxelBox held = tile && fits ? box : grown;
      int begin = held.start().component(axis);
      int end = held.end().component(axis);
      axes.add(
          tile
              ? AxisWindow.tiles(begin, end, n, edge)
              : List.of(AxisWindow.around(begin, end, n, edge)));
    }
    List<PatchWindow> windows = new ArrayList<>();
    for (AxisWindow wk : axes.get(2)) {
      for (AxisWindow wj : axes.get(1)) {
        for (AxisWindow wi : axes.get(0)) {
          windows.add(new PatchWindow(wi, wj, wk));
        }
      }
    }
    return windows;
  }

  /** The voxels of the volume inside. */
  VoxelBox inside(GridSize size) {
    return new VoxelBox(
        new VoxelIndex(i.from(), j.from(), k.from()),
        new VoxelIndex(i.to(size.i()), j.to(size.j()), k.to(size.k())));
  }

  /** Size of the part of the patch that comes from the volume. */
  GridSize filled(GridSize size, int edge) {
    return new GridSize(
        i.filled(size.i(), edge), j.filled(size.j(), edge), k.filled(size.k(), edge));
  }

  /** Where in the patch that part begins. */
  VoxelIndex padding() {
    return new VoxelIndex(i.padding(), j.padding(), k.padding());
  }

  /** Where the patch lies in the patient. */
  VolumeGeometry geometry(VolumeGeometry volume, int edge) {
    double[] step = {
      (double) i.length() / edge, (double) j.length() / edge, (double) k.length() / edge
    };
    Spacing s = volume.spacing();
    return new VolumeGeometry(
        GridSize.cube(edge),
        new Spacing(s.i() * step[0], s.j() * step[1], s.k() * step[2]),
        volume.toPatient(
            new ContinuousIndex(
                i.start() + step[0] / 2 - 0.5,
                j.start() + step[1] / 2 - 0.5,
                k.start() + step[2] / 2 - 0.5)),
        volume.direction());
  }
}
