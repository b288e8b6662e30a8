package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;

/** A volume with its axes exchanged and turned: other indices, the same patient. */
public final class Stored {

  private static final int[][] ORDERS = {
    {0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}
  };

  private final VolumeGeometry original;
  private final int[] order;
  private final int turned;
  private final Volume volume;

  private Stored(Volume source, int[] order, int turned) {
    this.original = source.geometry();
    this.order = order;
    this.turned = turned;
    GridSize from = original.size();
    GridSize size =
        new GridSize(from.component(order[0]), from.component(order[1]), from.component(order[2]));
    Spacing s = original.spacing();
    Direction d = original.direction();
    VolumeGeometry geometry =
        new VolumeGeometry(
            size,
            new Spacing(s.component(order[0]), s.component(order[1]), s.component(order[2])),
            original.toPatient(back(VoxelIndex.ORIGIN)),
            new Direction(
                d.axis(order[0]).times(sign(0)),
                d.axis(order[1]).times(sign(1)),
                d.axis(order[2]).times(sign(2))));
    short[] voxels = new short[size.arrayLength()];
    for (int n = 0; n < voxels.length; n++) {
      voxels[n] = source.at(back(size.voxel(n)));
    }
    this.volume = Volume.of(geometry, voxels);
  }

  /** All 48 ways to store a volume. */
  public static List<Stored> all(Volume volume) {
    List<Stored> all = new ArrayList<>();
    for (int[] order : ORDERS) {
      for (int turned = 0; turned < 8; turned++) {
        all.add(new Stored(volume, order, turned));
      }
    }
    return all;
  }

  private int sign(int axis) {
    return (turned >> axis & 1) == 0 ? 1 : -1;
  }

  /** The volume as it is stored this way. */
  public Volume volume() {
    return volume;
  }

  /** The original's voxel at the same place. */
  private VoxelIndex back(VoxelIndex voxel) {
    int[] at = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int v = voxel.component(axis);
      at[order[axis]] = sign(axis) > 0 ? v : original.size().component(order[axis]) - 1 - v;
    }
    return new VoxelIndex(at[0], at[1], at[2]);
  }

  /** Clicks on the original, on this volume. */
  public List<Click> clicks(List<Click> clicks) {
    return clicks.stream()
        .map(
            c ->
                new Click(
                    c.kind(), volume.geometry().toIndex(original.toPatient(c.voxel())).nearest()))
        .toList();
  }

  /** A mask of this volume, on the original. */
  public Mask back(Mask mask) {
    Mask out = Mask.empty(original);
    for (int n = 0; n < volume.size().arrayLength(); n++) {
      if (mask.get(n)) {
        out.set(back(volume.size().voxel(n)), true);
      }
    }
    return out;
  }
}
