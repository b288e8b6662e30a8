package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import java.util.List;
import java.util.Optional;

/** Decides what the network looks at, first and again when the mask reaches the border. */
public interface CropPlan {

  /**
   * The view to run on first.
   *
   * @param before the box of the mask before the last click; empty when there is none or the
   *     network does not see it
   */
  View first(VolumeGeometry geometry, List<Click> clicks, Optional<VoxelBox> before);

  /** A larger view to run again on, or nothing when the last one will do. */
  Optional<View> next(View view, float[] logits, float threshold, VolumeGeometry geometry);

  static CropPlan of(ModelDescriptor descriptor) {
    CropSettings settings = descriptor.crop();
    if (settings instanceof CropSettings.Zoom zoom) {
      if (descriptor.orientation() != Orientation.ANY) {
        throw new InferenceException(
            "model.unsupported", "A ZOOM crop needs a model of any orientation");
      }
      return new ZoomPlan(zoom, descriptor.gridSize());
    }
    if (descriptor.channels().contains(InputChannel.PREVIOUS)) {
      throw new InferenceException(
          "model.unsupported", "A WINDOW crop can't show a network the mask before");
    }
    return new WindowPlan(
        (CropSettings.Window) settings, descriptor.orientation(), descriptor.gridSize());
  }
}
