package io.deepgrow.training.prepare.patch;

import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.DefectException;
import io.deepgrow.training.prepare.source.LabelLayer;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.resample.Reorient;
import java.util.Locale;
import java.util.Optional;

/** Brings labels onto their image's grid by their place in the patient. */
public final class LabelPlacement {

  private static final double TOLERANCE_MM = 0.1;

  private final VolumeGeometry image;
  private Optional<String> remark = Optional.empty();

  /** Brings labels onto that grid. */
  public LabelPlacement(VolumeGeometry image) {
    this.image = image;
  }

  /**
   * The layer on the image's grid.
   *
   * @throws DefectException {@code label.elsewhere} when no labelled voxel lies in the image
   */
  public LabelLayer place(LabelLayer layer) {
    remark = Optional.empty();
    VolumeGeometry own = layer.values().geometry();
    if (own.matches(image, TOLERANCE_MM)) {
      return layer.on(Volume.of(image, layer.values().voxels()));
    }
    LabelLayer placed = layer.on(Reorient.onto(layer.values(), image));
    double before = layer.count() * own.spacing().voxelVolume();
    double after = placed.count() * image.spacing().voxelVolume();
    if (before > 0 && after == 0) {
      throw new DefectException(
          "label.elsewhere",
          "The labels' grid of "
              + text(own)
              + " has no labelled voxel in the image's of "
              + text(image));
    }
    if (!isTurned(own)) {
      remark =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "The labels' grid of %s is not the image's of %s; matched in patient space,"
                      + " %.1f %% of their volume",
                  text(own),
                  text(image),
                  before > 0 ? 100 * after / before : 0));
    }
    return placed;
  }

  /** What there is to say about the layer placed last. */
  public Optional<String> remark() {
    return remark;
  }

  /** Whether a grid is the image's with axes exchanged or reversed: nothing is lost. */
  private boolean isTurned(VolumeGeometry own) {
    return PatchAxes.turned(own, Orientation.LPS)
        .matches(PatchAxes.turned(image, Orientation.LPS), TOLERANCE_MM);
  }

  private static String text(VolumeGeometry grid) {
    GridSize n = grid.size();
    return String.format(
        Locale.ROOT,
        "%d×%d×%d voxels of %.3g×%.3g×%.3g mm",
        n.i(),
        n.j(),
        n.k(),
        grid.spacing().i(),
        grid.spacing().j(),
        grid.spacing().k());
  }
}
