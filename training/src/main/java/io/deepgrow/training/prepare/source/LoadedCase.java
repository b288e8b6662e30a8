package io.deepgrow.training.prepare.source;

import io.deepgrow.volume.grid.Volume;
import java.util.List;

/**
 * A volume in memory.
 *
 * @param image Hounsfield units
 * @param layers labels on the image's grid or others; labels of two layers may overlap
 */
public record LoadedCase(Volume image, List<LabelLayer> layers) {

  public LoadedCase {
    layers = List.copyOf(layers);
  }
}
