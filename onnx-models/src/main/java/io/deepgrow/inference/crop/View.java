package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;

/** What the network is shown of a volume, and the way between the volume's voxels and its own. */
public interface View {

  /** The part of the volume it covers. */
  Crop crop();

  /** The network's grid, in the network's axis order. */
  GridSize grid();

  /** The network voxel that a click goes to. */
  VoxelIndex toNetwork(VoxelIndex voxel);

  /** Hounsfield units on the network's grid, i-fastest. */
  float[] sample(Volume volume);

  /** A mask on the network's grid, 1 inside and 0 outside, i-fastest. */
  float[] sample(Mask mask);

  /** The voxels of the volume that {@link #restore} decides about. */
  VoxelBox covers(GridSize volume);

  /** Sets the voxels of {@code mask} that the view covers and whose logit suffices. */
  void restore(float[] logits, float threshold, Mask mask);
}
