package io.deepgrow.inference;

import io.deepgrow.model.CropSettings;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VolumeGeometry;
import java.util.List;
import java.util.Optional;

/** The ZOOM crop: a cube around the clicks that grows toward the faces the mask reaches. */
final class ZoomPlan implements CropPlan {

  private final CropSettings.Zoom zoom;
  private final int edge;

  ZoomPlan(CropSettings.Zoom zoom, GridSize grid) {
    if (grid.i() != grid.j() || grid.j() != grid.k()) {
      throw new InferenceException("model.unsupported", "A ZOOM crop needs a cubic grid");
    }
    this.zoom = zoom;
    this.edge = grid.i();
  }

  @Override
  public View first(VolumeGeometry geometry, List<Click> clicks) {
    return new ZoomView(ZoomPlanner.start(geometry, clicks, zoom.startMm(), zoom.spread(), edge));
  }

  @Override
  public Optional<View> next(
      View view, int passes, float[] logits, float threshold, VolumeGeometry geometry) {
    if (passes > zoom.maxGrowth()) {
      return Optional.empty();
    }
    Crop crop = view.crop();
    Faces faces = Faces.of(logits, threshold, crop, geometry.size(), zoom.borderFraction());
    return faces.any() ? Optional.of(new ZoomView(grown(crop, faces, geometry))) : Optional.empty();
  }

  private Crop grown(Crop crop, Faces faces, VolumeGeometry geometry) {
    double millimetres = crop.step(0) * edge * geometry.spacing().i();
    double larger = millimetres * zoom.growth();
    double[] low = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double more = (larger - millimetres) / geometry.spacing().component(axis);
      boolean down = faces.low().axis(axis);
      boolean up = faces.high().axis(axis);
      low[axis] = crop.low(axis) - more * (down == up ? 0.5 : down ? 1 : 0);
    }
    return ZoomPlanner.cube(geometry, low, larger, edge);
  }
}
