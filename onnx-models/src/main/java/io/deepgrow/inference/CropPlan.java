package io.deepgrow.inference;

import io.deepgrow.model.CropSettings;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.volume.VolumeGeometry;
import java.util.List;
import java.util.Optional;

/** Decides what the network looks at, first and again when the mask reaches the border. */
interface CropPlan {

  Crop first(VolumeGeometry geometry, List<Click> clicks);

  /**
   * A larger crop to run again on, or nothing when the last one will do.
   *
   * @param passes how often the network ran for this prediction
   */
  Optional<Crop> next(
      Crop crop, int passes, float[] logits, float threshold, VolumeGeometry geometry);

  static CropPlan of(ModelDescriptor descriptor) {
    CropSettings settings = descriptor.crop();
    if (settings instanceof CropSettings.Zoom zoom) {
      return new ZoomPlan(zoom, descriptor.gridSize());
    }
    throw new InferenceException("model.unsupported", "WINDOW crops come with a later version");
  }
}
