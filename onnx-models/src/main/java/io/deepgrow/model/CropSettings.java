package io.deepgrow.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.deepgrow.volume.grid.Spacing;
import java.util.Objects;

/** Which part of a volume a network is shown, and at what scale. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CropSettings.Window.class, name = "WINDOW"),
  @JsonSubTypes.Type(value = CropSettings.Zoom.class, name = "ZOOM")
})
public sealed interface CropSettings permits CropSettings.Window, CropSettings.Zoom {

  /**
   * The published Deepgrow way: the volume at a fixed spacing, a window of the network's size
   * around the clicks.
   *
   * @param spacing the spacing the network was trained at, along its own axes
   * @param marginVoxels voxels kept round the box of all clicks
   * @param fill what happens where the volume is thinner than the window
   */
  record Window(Spacing spacing, int marginVoxels, Fill fill) implements CropSettings {
    public Window {
      Objects.requireNonNull(spacing, "crop.spacing is missing");
      Valid.that(
          marginVoxels >= 0 && marginVoxels <= 512,
          "crop.marginVoxels must be 0 to 512: " + marginVoxels);
      Objects.requireNonNull(fill, "crop.fill is missing");
    }
  }

  /** What a window does where the volume ends. */
  enum Fill {
    /** The part that exists is stretched over the whole window. */
    STRETCH,
    /** The volume lies in the middle, missing voxels are filled with air. */
    PAD
  }

  /**
   * A cube in millimetres around the clicks, sampled straight from the source voxels.
   *
   * @param startMm edge of the first cube
   * @param spread the cube's edge is at least this times the extent of the positive clicks
   * @param growth factor on the edge when the mask reaches the cube's faces
   * @param maxGrowth how often the cube may grow for one prediction; 0 for never
   * @param borderFraction share of a face that must be mask for the cube to grow
   */
  record Zoom(double startMm, double spread, double growth, int maxGrowth, double borderFraction)
      implements CropSettings {
    public Zoom {
      Valid.positive(startMm, "crop.startMm");
      Valid.that(spread >= 1 && spread <= 10, "crop.spread must be 1 to 10: " + spread);
      Valid.that(growth > 1 && growth <= 4, "crop.growth must be above 1, at most 4: " + growth);
      Valid.that(maxGrowth >= 0 && maxGrowth <= 8, "crop.maxGrowth must be 0 to 8: " + maxGrowth);
      Valid.that(
          borderFraction > 0 && borderFraction <= 1,
          "crop.borderFraction must be above 0, at most 1: " + borderFraction);
    }
  }
}
