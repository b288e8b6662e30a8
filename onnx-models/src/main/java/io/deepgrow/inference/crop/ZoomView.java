package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;

/**
 * A crop along the volume's own axes, sampled straight from its voxels.
 *
 * @param growths how often it grew to be what it is
 */
record ZoomView(Crop crop, int growths) implements View {

  private static final CropSampler SAMPLER = new CropSampler(Crop.OUTSIDE);

  @Override
  public GridSize grid() {
    return crop.grid();
  }

  @Override
  public VoxelIndex toNetwork(VoxelIndex voxel) {
    return crop.toNetwork(voxel);
  }

  @Override
  public float[] sample(Volume volume) {
    return SAMPLER.sample(volume, crop).values();
  }

  @Override
  public float[] sample(Mask mask) {
    return CropSampler.sampleMask(mask, crop);
  }

  @Override
  public VoxelBox covers(GridSize volume) {
    return new VoxelBox(
        new VoxelIndex(crop.firstSource(0), crop.firstSource(1), crop.firstSource(2)),
        new VoxelIndex(
            crop.endSource(0, volume), crop.endSource(1, volume), crop.endSource(2, volume)));
  }

  @Override
  public void restore(float[] logits, float threshold, Mask mask) {
    Restore.into(mask, logits, crop, threshold);
  }
}
