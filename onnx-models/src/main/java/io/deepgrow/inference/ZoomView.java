package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VoxelIndex;

/** A crop along the volume's own axes, sampled straight from its voxels. */
record ZoomView(Crop crop) implements View {

  private static final CropSampler SAMPLER = new CropSampler(Predictor.OUTSIDE);

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
  public void restore(float[] logits, float threshold, Mask mask) {
    Restore.into(mask, logits, crop, threshold);
  }
}
