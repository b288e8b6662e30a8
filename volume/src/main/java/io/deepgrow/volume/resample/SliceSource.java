package io.deepgrow.volume.resample;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;

/** A grid of voxels that is read slice by slice as floats. */
interface SliceSource {

  GridSize size();

  /** Copies slice k, i-fastest, to the start of {@code into}. */
  void slice(int k, float[] into);

  static SliceSource of(FloatGrid grid) {
    int length = grid.size().i() * grid.size().j();
    return new SliceSource() {
      @Override
      public GridSize size() {
        return grid.size();
      }

      @Override
      public void slice(int k, float[] into) {
        System.arraycopy(grid.values(), k * length, into, 0, length);
      }
    };
  }

  /**
   * The voxels of a box.
   *
   * @throws IllegalArgumentException when the box leaves the volume
   */
  static SliceSource of(Volume volume, VoxelBox box) {
    if (!volume.size().box().contains(box)) {
      throw new IllegalArgumentException("Box " + box + " leaves the grid of " + volume.size());
    }
    GridSize size = box.size();
    VoxelIndex start = box.start();
    return new SliceSource() {
      @Override
      public GridSize size() {
        return size;
      }

      @Override
      public void slice(int k, float[] into) {
        short[] voxels = volume.voxels();
        for (int j = 0; j < size.j(); j++) {
          int from = volume.size().flat(start.i(), start.j() + j, start.k() + k);
          int to = j * size.i();
          for (int i = 0; i < size.i(); i++) {
            into[to + i] = voxels[from + i];
          }
        }
      }
    };
  }
}
