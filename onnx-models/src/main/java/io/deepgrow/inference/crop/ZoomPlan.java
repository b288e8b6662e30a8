package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.model.CropSettings;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import java.util.List;
import java.util.Optional;

/**
 * The ZOOM crop: a cube around the clicks that grows toward the faces the mask reaches, and from
 * the start toward where the mask before the last click lies. Without that, a click in a part of a
 * large mask would have the network decide about the mask at a face that cuts it.
 */
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
  public View first(VolumeGeometry geometry, List<Click> clicks, Optional<VoxelBox> before) {
    ZoomView view =
        new ZoomView(ZoomPlanner.start(geometry, clicks, zoom.startMm(), zoom.spread(), edge), 0);
    if (before.isEmpty()) {
      return view;
    }
    while (view.growths() < zoom.maxGrowth()) {
      Faces faces = Faces.cutting(before.get(), view.covers(geometry.size()));
      if (!faces.any()) {
        break;
      }
      view = grown(view, faces, geometry);
    }
    return view;
  }

  @Override
  public Optional<View> next(View view, float[] logits, float threshold, VolumeGeometry geometry) {
    ZoomView last = (ZoomView) view;
    if (last.growths() >= zoom.maxGrowth()) {
      return Optional.empty();
    }
    Faces faces = Faces.of(logits, threshold, last.crop(), geometry.size(), zoom.borderFraction());
    return faces.any() ? Optional.of(grown(last, faces, geometry)) : Optional.empty();
  }

  private ZoomView grown(ZoomView view, Faces faces, VolumeGeometry geometry) {
    return new ZoomView(grown(view.crop(), faces, geometry), view.growths() + 1);
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
