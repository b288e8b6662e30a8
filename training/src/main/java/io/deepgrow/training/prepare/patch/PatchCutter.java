package io.deepgrow.training.prepare.patch;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Resample;
import java.util.Arrays;

/** Cuts cubes out of volumes: shrunken by adaptive average (labels: nearest), padded with air. */
public final class PatchCutter {

  /** Hounsfield units where a patch leaves its volume. */
  public static final short AIR = -1024;

  private final int edge;

  /** Cuts cubes of that many voxels along each edge. */
  public PatchCutter(int edge) {
    this.edge = edge;
  }

  /** The window's Hounsfield units, with {@link #AIR} where it leaves the volume. */
  public Volume image(Volume volume, PatchWindow window) {
    GridSize cube = GridSize.cube(edge);
    VoxelBox box = window.inside(volume.size());
    GridSize filled = window.filled(volume.size(), edge);
    VoxelIndex at = window.padding();
    short[] part = box.size().equals(filled) ? copy(volume, box) : shrink(volume, box, filled);
    short[] voxels = new short[cube.arrayLength()];
    Arrays.fill(voxels, AIR);
    for (int k = 0; k < filled.k(); k++) {
      for (int j = 0; j < filled.j(); j++) {
        int to = cube.flat(at.i(), at.j() + j, at.k() + k);
        System.arraycopy(part, filled.flat(0, j, k), voxels, to, filled.i());
      }
    }
    return Volume.of(window.geometry(volume.geometry(), edge), voxels);
  }

  private static short[] copy(Volume volume, VoxelBox box) {
    GridSize size = box.size();
    short[] part = new short[size.arrayLength()];
    VoxelIndex start = box.start();
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        int from = volume.size().flat(start.i(), start.j() + j, start.k() + k);
        System.arraycopy(volume.voxels(), from, part, size.flat(0, j, k), size.i());
      }
    }
    return part;
  }

  private static short[] shrink(Volume volume, VoxelBox box, GridSize out) {
    FloatGrid mean = Resample.area(volume, box, out);
    short[] part = new short[out.arrayLength()];
    for (int n = 0; n < part.length; n++) {
      part[n] = (short) Math.rint(mean.values()[n]);
    }
    return part;
  }

  /** The window's part of a mask, empty where it leaves the volume. */
  public Mask mask(Mask mask, PatchWindow window) {
    Mask part = mask.crop(window.inside(mask.size()));
    GridSize filled = window.filled(mask.size(), edge);
    if (!part.size().equals(filled)) {
      part = Resample.nearest(part, filled);
    }
    Mask patch = Mask.empty(window.geometry(mask.geometry(), edge));
    VoxelIndex at = window.padding();
    for (int flat = 0; flat < filled.arrayLength(); flat++) {
      if (part.get(flat)) {
        VoxelIndex v = filled.voxel(flat);
        patch.set(v.plus(at.i(), at.j(), at.k()), true);
      }
    }
    return patch;
  }
}
